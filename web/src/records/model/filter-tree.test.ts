import { describe, expect, it } from 'vitest';
import { sampleFilter, sampler } from '@/testing/sampler';
import {
  appendAt,
  countConditions,
  depthOf,
  EMPTY_FILTER,
  nodeAt,
  readFilter,
  replaceAt,
  requireAlso,
  simplify,
  type Condition,
  type FilterGroup,
} from './filter-tree';

const won: Condition = { field: 'stage', op: 'eq', value: 'won' };
const hot: Condition = { field: 'score', op: 'gt', value: 70 };
const mine: Condition = { field: 'owner_id', op: 'in', value: ['me'] };

describe('positions in a filter', () => {
  const root: FilterGroup = { and: [won, { or: [hot, { not: mine }] }] };

  it('finds, replaces and removes by path', () => {
    expect(nodeAt(root, [1, 1, 0])).toBe(mine);
    expect(replaceAt(root, [1, 0], won)).toEqual({ and: [won, { or: [won, { not: mine }] }] });
    expect(replaceAt(root, [0], null)).toEqual({ and: [{ or: [hot, { not: mine }] }] });
  });

  it('removes the groups that a removal leaves empty', () => {
    expect(replaceAt({ and: [won, { or: [{ not: mine }] }] }, [1, 0, 0], null)).toEqual({ and: [won] });
    expect(replaceAt({ or: [hot] }, [0], null)).toEqual({ or: [] });
  });

  it('adds to the group it is told, and to nothing else', () => {
    expect(appendAt(root, [1], won)).toEqual({ and: [won, { or: [hot, { not: mine }, won] }] });
    expect(appendAt(root, [0], hot)).toBe(root);
  });

  it('keeps an "or" together when something is required besides', () => {
    expect(requireAlso({ or: [won, hot] }, mine)).toEqual({ and: [{ or: [won, hot] }, mine] });
    expect(requireAlso({ or: [] }, mine)).toEqual({ and: [mine] });
  });
});

describe('what is sent', () => {
  it('leaves out unfinished conditions, empty groups and groups of one', () => {
    const unfinished: Condition = { field: 'name', op: 'contains', value: '' };
    const half: Condition = { field: 'score', op: 'between', value: [1, null] };
    expect(simplify({ and: [unfinished, half, { or: [won] }] })).toEqual(won);
    expect(simplify({ and: [{ not: { and: [unfinished] } }] })).toBeNull();
    expect(simplify(EMPTY_FILTER)).toBeNull();
  });

  it('keeps conditions that need no value', () => {
    expect(simplify({ and: [{ field: 'owner_id', op: 'empty' }, won] })).not.toEqual(won);
  });

  it('means the same when it is simplified twice', () => {
    const random = sampler(3);
    for (let run = 0; run < 100; run += 1) {
      const once = simplify(sampleFilter(random));
      expect(once && simplify(once)).toEqual(once);
    }
  });
});

describe('reading a filter', () => {
  it('takes text and objects, and makes a group of a single condition', () => {
    expect(readFilter(JSON.stringify(won))).toEqual({ and: [won] });
    expect(readFilter({ or: [won, { nonsense: 1 }] })).toEqual({ or: [won] });
    expect(readFilter('not json')).toBeUndefined();
  });

  it('refuses more than the server would take', () => {
    expect(readFilter({ and: Array.from({ length: 51 }, () => won) })).toBeUndefined();
    let deep: FilterGroup = { and: [won] };
    for (let level = 0; level < 8; level += 1) deep = { and: [deep] };
    expect(countConditions(readFilter(deep) ?? EMPTY_FILTER)).toBe(0);
  });

  it('counts conditions and levels', () => {
    const tree: FilterGroup = { and: [won, { or: [hot, mine] }] };
    expect([countConditions(tree), depthOf(tree)]).toEqual([3, 2]);
  });
});
