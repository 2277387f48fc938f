import { useMemo, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { HEAD, rangeOf, type GridPosition, type GridRange } from './grid-keys';

interface Place {
  /** Null is the head. Rows are kept by id, so that the focus stays with the record when rows come and go. */
  id: string | null;
  /** Where the row stood: the focus goes there when the record itself is gone. */
  row: number;
  col: number;
}

const START: Place = { id: null, row: 0, col: 1 };

/** Where the focus of the grid stands, and the range of cells from its anchor. */
export function useGridCursor(rows: readonly RecordRow[], offset: number, cols: number) {
  const [place, setPlace] = useState<Place>(START);
  const [anchor, setAnchor] = useState<Place | null>(null);
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.id, index + offset])), [rows, offset]);

  const toPosition = ({ id, row, col }: Place): GridPosition => ({
    row:
      row === HEAD
        ? HEAD
        : ((id === null ? undefined : indexes.get(id)) ?? Math.min(row, offset + rows.length - 1)),
    col: Math.min(col, cols - 1),
  });
  const position = toPosition(place);
  const range: GridRange | null =
    position.row === HEAD ? null : rangeOf(anchor ? toPosition(anchor) : position, position);

  return {
    position,
    range,
    /** Whether more than one cell is taken in. */
    extended: anchor !== null,
    record: position.row === HEAD ? undefined : rows[position.row - offset],
    moveTo: (next: GridPosition, extend = false) => {
      if (extend && next.row !== HEAD) setAnchor(anchor ?? place);
      else setAnchor(null);
      setPlace({ ...next, id: rows[next.row - offset]?.id ?? null });
    },
    collapse: () => setAnchor(null),
  };
}

export type GridCursor = ReturnType<typeof useGridCursor>;
