import type { RecordRow, StageMeta } from '@/api/types';

/** The deals of a stage, as far as they are loaded, in their order. */
export interface Column {
  stage: StageMeta;
  rows: readonly RecordRow[];
  /** There are more than are loaded. */
  hasNext: boolean;
}

export function positionOf(record: RecordRow): string {
  const position = record['position'];
  return typeof position === 'string' ? position : '';
}

/** As the server orders a column: by rank, then by id. */
function compareCards(a: RecordRow, b: RecordRow): number {
  const [left, right] = [positionOf(a), positionOf(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Puts every loaded deal into the column of the stage that it is in now. So a deal whose stage changes,
 * here or anywhere else, moves by itself, and nothing has to be moved between lists.
 */
export function arrange(
  stages: readonly StageMeta[],
  loaded: readonly (readonly RecordRow[])[],
): readonly (readonly RecordRow[])[] {
  const columns = new Map(stages.map(({ id }) => [id, new Map<string, RecordRow>()]));
  for (const row of loaded.flat()) {
    // A deal that has been moved may come again with a later page of its new stage.
    columns.get(String(row['stage_id']))?.set(row.id, row);
  }
  return stages.map(({ id }) => [...(columns.get(id)?.values() ?? [])].toSorted(compareCards));
}

/** Deals that were read with another stage's list than that of the stage they are in now, and the place of that one. */
export function movedCards(
  stages: readonly StageMeta[],
  loaded: readonly (readonly RecordRow[])[],
): { row: RecordRow; to: number }[] {
  const moved = new Map<string, { row: RecordRow; to: number }>();
  for (const [from, rows] of loaded.entries()) {
    for (const row of rows) {
      if (row['stage_id'] === stages[from]?.id) continue;
      const to = stages.findIndex(({ id }) => id === row['stage_id']);
      if (to >= 0) moved.set(row.id, { row, to });
    }
  }
  return [...moved.values()].filter(({ row, to }) => !loaded[to]?.some(({ id }) => id === row.id));
}
