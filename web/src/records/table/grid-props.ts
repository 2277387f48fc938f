import type { KindMeta, RecordRow } from '@/api/types';
import type { SortKey } from '../model/sort';
import type { GridColumn } from './grid-column';
import type { ColumnActions } from './use-column-actions';
import type { SelectionControl } from './use-selection';
import type { Totals } from './use-totals';

export interface DataGridProps {
  kind: KindMeta;
  columns: readonly GridColumn[];
  rows: readonly RecordRow[];
  offset: number;
  hasNext: boolean;
  onNeedNext: () => void;
  onNeedPrevious: () => void;
  /** The rows are those of the query before; the new ones are on their way. */
  stale: boolean;
  sort: readonly SortKey[];
  actions: ColumnActions;
  selection: SelectionControl;
  totals: Totals;
  /** When the rows were read. */
  updatedAt: number;
  onPeek: (id: string) => void;
}

/** Rows that are announced below the last loaded one, so that there is something to scroll to. */
export const ANNOUNCED = 3;
