import { encodeColumns, readColumns, type ColumnState } from './columns';
import { EMPTY_FILTER, readFilter, type FilterGroup } from './filter-tree';
import { encodeSort, readSort, type SortKey } from './sort';

export const layouts = ['table', 'board', 'calendar', 'forecast'] as const;
export type Layout = (typeof layouts)[number];

/** What a list shows. A saved view stores this; the address stores what differs from the view. */
export interface ViewState {
  filter: FilterGroup;
  sort: SortKey[];
  columns: ColumnState[];
  layout: Layout;
  /** Which board, where the kind has several: a pipeline of deals. Null is the first. */
  board: string | null;
}

/** The search part of a list's address. */
export interface ListSearch {
  view?: string;
  filter?: FilterGroup;
  sort?: string;
  columns?: string;
  layout?: Layout;
  board?: string;
  /** The time that is looked at, where the layout goes by time; without one it is now. */
  at?: string;
  /** What a forecast is divided by. */
  by?: string;
  q?: string;
  peek?: string;
}

export interface QueryState extends ViewState {
  view: string | null;
  at: string | null;
  by: string | null;
  q: string;
  peek: string | null;
}

/** Reads the search part of an address; a route uses it as its `validateSearch`. What it cannot read, it drops. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const result: ListSearch = {};
  const view = readText(search['view']);
  const filter = readFilter(search['filter']);
  const sort = readSort(search['sort']);
  const columns = readColumns(search['columns']);
  const layout = readLayout(search['layout']);
  const board = readText(search['board']);
  const at = readText(search['at']);
  const by = readText(search['by']);
  const q = readText(search['q']);
  const peek = readText(search['peek']);
  if (view) result.view = view;
  if (filter) result.filter = filter;
  if (sort) result.sort = encodeSort(sort);
  if (columns) result.columns = encodeColumns(columns);
  if (layout) result.layout = layout;
  if (board) result.board = board;
  if (at) result.at = at;
  if (by) result.by = by;
  if (q) result.q = q;
  if (peek) result.peek = peek;
  return result;
}

/** The view as saved, with what the address changes about it. */
export function resolveQuery(search: ListSearch, base: ViewState): QueryState {
  return {
    view: search.view ?? null,
    filter: search.filter ?? base.filter,
    sort: readSort(search.sort) ?? base.sort,
    columns: readColumns(search.columns) ?? base.columns,
    layout: search.layout ?? base.layout,
    board: search.board ?? base.board,
    at: search.at ?? null,
    by: search.by ?? null,
    q: search.q ?? '',
    peek: search.peek ?? null,
  };
}

/** The inverse of `resolveQuery`: only what differs from the view goes into the address. */
export function toListSearch(query: QueryState, base: ViewState): ListSearch {
  const result: ListSearch = {};
  if (query.view) result.view = query.view;
  if (!sameJson(query.filter, base.filter)) result.filter = query.filter;
  if (encodeSort(query.sort) !== encodeSort(base.sort)) result.sort = encodeSort(query.sort);
  if (encodeColumns(query.columns) !== encodeColumns(base.columns))
    result.columns = encodeColumns(query.columns);
  if (query.layout !== base.layout) result.layout = query.layout;
  if (query.board !== null && query.board !== base.board) result.board = query.board;
  if (query.at) result.at = query.at;
  if (query.by) result.by = query.by;
  if (query.q) result.q = query.q;
  if (query.peek) result.peek = query.peek;
  return result;
}

/** Whether an address, as `toListSearch` gives it, changes the view. Search words and an open peek are no part of a view. */
export function isViewChanged(search: ListSearch): boolean {
  const { filter, sort, columns, layout, board } = search;
  return [filter, sort, columns, layout, board].some((part) => part !== undefined);
}

/** Reads the stored state of a saved view; whatever it lacks comes from `fallback`. */
export function readViewState(stored: unknown, fallback: ViewState): ViewState {
  const source = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  return {
    filter: readFilter(source['filter']) ?? EMPTY_FILTER,
    sort: readSort(source['sort']) ?? fallback.sort,
    columns: readColumns(source['columns']) ?? fallback.columns,
    layout: readLayout(source['layout']) ?? fallback.layout,
    board: readText(source['board']) || fallback.board,
  };
}

/** The JSON that a saved view stores. */
export function writeViewState(state: ViewState): Record<string, unknown> {
  return {
    filter: state.filter,
    sort: encodeSort(state.sort),
    columns: encodeColumns(state.columns).split(','),
    layout: state.layout,
    ...(state.board !== null && { board: state.board }),
  };
}

function readText(input: unknown): string {
  // The router reads `q=2024` as a number.
  if (typeof input === 'number' || typeof input === 'boolean') return String(input);
  return typeof input === 'string' ? input : '';
}

function readLayout(input: unknown): Layout | undefined {
  return layouts.find((layout) => layout === input);
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
