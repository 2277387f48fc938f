import type { RecordRow } from '@/api/types';
import type { Column } from './arrange';

/** A place in a column, counted without the cards that are being moved. */
export interface Spot {
  stage: string;
  index: number;
}

export interface Neighbours {
  above: RecordRow | null;
  below: RecordRow | null;
}

export function withoutCards<Card extends { id: string }>(
  cards: readonly Card[],
  gone: ReadonlySet<string>,
): readonly Card[] {
  return cards.some(({ id }) => gone.has(id)) ? cards.filter(({ id }) => !gone.has(id)) : cards;
}

export function spotOf(columns: readonly Column[], id: string): Spot | null {
  for (const { stage, rows } of columns) {
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) return { stage: stage.id, index };
  }
  return null;
}

/** Between which cards a spot lies. */
export function neighboursAt(
  columns: readonly Column[],
  spot: Spot,
  moving: ReadonlySet<string>,
): Neighbours {
  const column = columns.find(({ stage }) => stage.id === spot.stage);
  const rest = withoutCards(column?.rows ?? [], moving);
  return { above: rest[spot.index - 1] ?? null, below: rest[spot.index] ?? null };
}

/** The spot of a gap between the cards as they are drawn, those that are being moved among them. */
export function spotOfGap(rows: readonly RecordRow[], gap: number, moving: ReadonlySet<string>): number {
  return gap - rows.slice(0, gap).filter(({ id }) => moving.has(id)).length;
}

/** Which gap a pointer at `y` means: the one before the first card whose middle lies below it. */
export function gapAt(cards: readonly { start: number; size: number }[], y: number): number {
  const next = cards.findIndex(({ start, size }) => start + size / 2 > y);
  return next < 0 ? cards.length : next;
}

/** The columns while a card is carried with the keys: it stands where it would be dropped. */
export function withCarried(
  columns: readonly Column[],
  id: string,
  spot: Spot,
  moving: ReadonlySet<string>,
): readonly Column[] {
  const card = columns.flatMap(({ rows }) => rows).find((row) => row.id === id);
  if (!card) return columns;
  const { above } = neighboursAt(columns, spot, moving);
  return columns.map((column) => {
    const rows = withoutCards(column.rows, new Set([id]));
    if (column.stage.id !== spot.stage) return { ...column, rows };
    const at = above ? rows.indexOf(above) + 1 : 0;
    return { ...column, rows: rows.toSpliced(at, 0, card) };
  });
}
