/** Where the focus stands. Row −1 is the head; column 0 holds the boxes to tick. */
export interface GridPosition {
  row: number;
  col: number;
}

export interface GridBounds {
  rows: number;
  cols: number;
  /** Rows that fit on the screen, for PgUp and PgDn. */
  page: number;
}

export const HEAD = -1;

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Where a key moves the focus in navigation mode; null for keys that do not move. */
export function moveBy(from: GridPosition, stroke: Stroke, bounds: GridBounds): GridPosition | null {
  if (stroke.altKey) return null;
  const far = stroke.ctrlKey || stroke.metaKey;
  const lastRow = bounds.rows - 1;
  const lastCol = bounds.cols - 1;
  const to = (row: number, col: number): GridPosition => ({
    row: Math.max(HEAD, Math.min(lastRow, row)),
    col: Math.max(0, Math.min(lastCol, col)),
  });
  switch (stroke.key) {
    case 'ArrowUp':
      return far ? to(0, from.col) : to(from.row - 1, from.col);
    case 'ArrowDown':
      return far ? to(lastRow, from.col) : to(from.row + 1, from.col);
    case 'ArrowLeft':
      return far ? to(from.row, 0) : to(from.row, from.col - 1);
    case 'ArrowRight':
      return far ? to(from.row, lastCol) : to(from.row, from.col + 1);
    case 'Home':
      return far ? to(0, 0) : to(from.row, 0);
    case 'End':
      return far ? to(lastRow, lastCol) : to(from.row, lastCol);
    case 'PageUp':
      return to(Math.max(0, from.row - bounds.page), from.col);
    case 'PageDown':
      return to(from.row + bounds.page, from.col);
    default:
      return null;
  }
}

/** J and K walk the rows, as on a record's page. */
export function walkBy(from: GridPosition, stroke: Stroke, bounds: GridBounds): GridPosition | null {
  if (stroke.ctrlKey || stroke.metaKey || stroke.altKey || stroke.shiftKey) return null;
  if (stroke.key === 'j') return { ...from, row: Math.min(bounds.rows - 1, from.row + 1) };
  if (stroke.key === 'k') return { ...from, row: Math.max(0, from.row - 1) };
  return null;
}

export interface GridRange {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function rangeOf(a: GridPosition, b: GridPosition): GridRange {
  return {
    top: Math.max(0, Math.min(a.row, b.row)),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.col, b.col),
    right: Math.max(a.col, b.col),
  };
}
