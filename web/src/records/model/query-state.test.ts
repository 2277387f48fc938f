import { describe, expect, it } from 'vitest';
import { sampleColumn, sampleFilter, sampler } from '@/testing/sampler';
import { EMPTY_FILTER } from './filter-tree';
import {
  isViewChanged,
  layouts,
  readListSearch,
  readViewState,
  resolveQuery,
  toListSearch,
  writeViewState,
  type QueryState,
  type ViewState,
} from './query-state';

const base: ViewState = {
  filter: { and: [{ field: 'stage', op: 'ne', value: 'won' }] },
  sort: [{ field: 'updated_at', descending: true }],
  columns: [{ key: 'title', width: 240 }, { key: 'stage' }],
  layout: 'table',
  board: null,
};

/** Many different states, the same ones in every run. */
function states(): QueryState[] {
  const random = sampler(7);
  return Array.from({ length: 200 }, () => ({
    view: random.chance() ? `view-${random.upTo(9)}` : null,
    filter: sampleFilter(random),
    sort: random.list(3, (index) => ({ field: `field_${index}`, descending: random.chance() })),
    columns: random.list(6, (index) => sampleColumn(random, index)),
    layout: layouts[random.upTo(layouts.length - 1)] ?? 'table',
    board: random.chance() ? `pipeline-${random.upTo(3)}` : null,
    at: random.chance() ? `2026-0${1 + random.upTo(8)}` : null,
    by: random.chance() ? 'quarter' : null,
    q: random.chance() ? `words & ${random.upTo(99)}` : '',
    peek: random.chance() ? 'some-id' : null,
  }));
}

describe('the address of a list', () => {
  it('says every state and is read back as the same state', () => {
    for (const state of states()) {
      const search = toListSearch(state, base);
      // The router stores JSON, so what does not survive it is lost.
      const travelled = JSON.parse(JSON.stringify(search)) as Record<string, unknown>;
      expect(resolveQuery(readListSearch(travelled), base)).toEqual(state);
    }
  });

  it('is read the same a second time', () => {
    for (const state of states()) {
      const once = readListSearch({ ...toListSearch(state, base) });
      expect(readListSearch({ ...once })).toEqual(once);
    }
  });

  it('stays empty while the list shows its view', () => {
    const search = toListSearch({ ...base, view: null, at: null, by: null, q: '', peek: null }, base);
    expect(search).toEqual({});
    expect(isViewChanged(search)).toBe(false);
  });

  it('tells an emptied filter from one that was not touched', () => {
    const search = toListSearch(
      { ...base, filter: EMPTY_FILTER, view: 'v', at: null, by: null, q: '', peek: null },
      base,
    );
    expect(search.filter).toEqual(EMPTY_FILTER);
    expect(isViewChanged(search)).toBe(true);
  });

  it('does not count search words and an open peek as changes of the view', () => {
    expect(
      isViewChanged(
        toListSearch({ ...base, view: 'v', at: '2026-04', by: null, q: 'acme', peek: 'id' }, base),
      ),
    ).toBe(false);
  });

  it('drops what it cannot read', () => {
    const search = {
      filter: '{"and":[{"field":"a","op":"sql"}]}',
      sort: 5,
      columns: {},
      layout: 'tiles',
      q: 12,
      x: 1,
    };
    expect(readListSearch(search)).toEqual({ filter: { and: [] }, q: '12' });
  });
});

describe('a saved view', () => {
  it('stores a state and gives it back', () => {
    for (const state of states()) {
      const { filter, sort, columns, layout, board } = state;
      const stored: unknown = JSON.parse(JSON.stringify(writeViewState(state)));
      expect(readViewState(stored, base)).toEqual({ filter, sort, columns, layout, board });
    }
  });

  it('takes from the list what an older view does not say', () => {
    expect(readViewState({ sort: 'name' }, base)).toEqual({
      ...base,
      filter: EMPTY_FILTER,
      sort: [{ field: 'name', descending: false }],
    });
    expect(readViewState(null, base)).toEqual({ ...base, filter: EMPTY_FILTER });
  });
});
