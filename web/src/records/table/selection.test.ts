import { describe, expect, it } from 'vitest';
import { countTicked, isNothing, isTicked, NOTHING, targetOf, tick, type Selection } from './selection';

const query = { filter: { field: 'stage', op: 'eq', value: 'new' } as const, sort: '-score', q: 'acme' };

describe('selection', () => {
  it('keeps ids while some are ticked', () => {
    const some = tick(tick(NOTHING, ['a', 'b'], true), ['a'], false);
    expect([isTicked(some, 'a'), isTicked(some, 'b'), countTicked(some, 500)]).toEqual([false, true, 1]);
    expect(isNothing(tick(some, ['b'], false))).toBe(true);
    expect(targetOf(some, query)).toEqual({ ids: ['b'] });
  });

  it('keeps exceptions once all that match are meant', () => {
    const all: Selection = { all: true, except: new Set() };
    const most = tick(all, ['a', 'b'], false);
    expect([isTicked(most, 'a'), isTicked(most, 'z'), countTicked(most, 500)]).toEqual([false, true, 498]);
    expect(targetOf(tick(most, ['b'], true), query)).toEqual({
      filter: query.filter,
      q: 'acme',
      except: ['a'],
    });
  });

  it('does not guess how many are meant before the count is known', () => {
    expect(countTicked({ all: true, except: new Set() }, null)).toBeNull();
  });

  it('names everything by a filter without conditions', () => {
    expect(targetOf({ all: true, except: new Set() }, { filter: null, sort: '', q: '' })).toEqual({
      filter: { and: [] },
    });
  });
});
