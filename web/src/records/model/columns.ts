/** One column of a list: which field, how wide, and whether it stays while the rest scrolls. */
export interface ColumnState {
  key: string;
  width?: number;
  pinned?: boolean;
}

const MIN_COLUMN_WIDTH = 80;
const MAX_COLUMN_WIDTH = 800;

/** `title:240:p` is the title, 240 wide and pinned. A key never holds a colon. */
function encodeColumn({ key, width, pinned }: ColumnState): string {
  if (pinned) return `${key}:${width ?? ''}:p`;
  return width === undefined ? key : `${key}:${width}`;
}

export function encodeColumns(columns: readonly ColumnState[]): string {
  return columns.map(encodeColumn).join(',');
}

export function readColumns(input: unknown): ColumnState[] | undefined {
  const parts = typeof input === 'string' ? input.split(',') : Array.isArray(input) ? input : [];
  const columns = new Map<string, ColumnState>();
  for (const part of parts) {
    if (typeof part !== 'string') continue;
    const [key, width, pin] = part.split(':');
    if (!key) continue;
    const column: ColumnState = { key };
    const pixels = Number(width);
    if (width && Number.isFinite(pixels)) column.width = clampWidth(pixels);
    if (pin === 'p') column.pinned = true;
    columns.set(key, column);
  }
  return columns.size === 0 ? undefined : [...columns.values()];
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(MAX_COLUMN_WIDTH, Math.max(MIN_COLUMN_WIDTH, width)));
}

/** Moves a column to another index; the others keep their order. */
export function moveColumn(columns: readonly ColumnState[], key: string, to: number): ColumnState[] {
  const moved = columns.find((column) => column.key === key);
  if (moved === undefined) return [...columns];
  const rest = columns.filter((column) => column.key !== key);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}
