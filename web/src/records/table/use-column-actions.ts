import { clampWidth, moveColumn, type ColumnState } from '../model/columns';
import { toggleSort } from '../model/sort';
import type { ListState } from './use-list-state';

export interface ColumnActions {
  sort: (key: string, add: boolean) => void;
  sortBy: (key: string, descending: boolean) => void;
  filter: (key: string) => void;
  resize: (key: string, width: number) => void;
  move: (key: string, by: -1 | 1) => void;
  pin: (key: string, pinned: boolean) => void;
  hide: (key: string) => void;
  show: (key: string) => void;
}

/** What can be done to columns. All of it changes the address, and so the view. */
export function useColumnActions(list: ListState, onFilter: (key: string) => void): ColumnActions {
  const { query, change } = list;
  const setColumns = (columns: ColumnState[]) => change({ columns }, { replace: true });
  const edit = (key: string, next: (column: ColumnState) => ColumnState) =>
    setColumns(query.columns.map((column) => (column.key === key ? next(column) : column)));
  return {
    sort: (key, add) => change({ sort: toggleSort(query.sort, key, add) }),
    sortBy: (key, descending) => change({ sort: [{ field: key, descending }] }),
    filter: onFilter,
    resize: (key, width) => edit(key, (column) => ({ ...column, width: clampWidth(width) })),
    move: (key, by) => {
      const at = query.columns.findIndex((column) => column.key === key);
      // The title stands first, always.
      setColumns(moveColumn(query.columns, key, Math.max(1, at + by)));
    },
    pin: (key, pinned) => edit(key, (column) => ({ ...column, pinned })),
    hide: (key) => setColumns(query.columns.filter((column) => column.key !== key)),
    show: (key) => setColumns([...query.columns, { key }]),
  };
}
