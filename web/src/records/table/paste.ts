import type { KindMeta, Me, RecordRow } from '@/api/types';
import { kindOf } from '../fields/field-kinds';
import { firstError } from '../fields/schemas';
import { readField } from '../model/field-path';
import { mayWrite } from '../model/permissions';
import type { Change } from '../mutations/record-writer';
import type { GridColumn } from './grid-column';
import type { GridRange } from './grid-keys';

export interface PastePlan {
  changes: Change[];
  /** Cells that could not take what was pasted. */
  refused: number;
}

/** What pasting cells at the range would change. One cell fills the whole range; a block starts at its corner. */
export function planPaste(
  cells: readonly (readonly string[])[],
  range: GridRange,
  rowAt: (index: number) => RecordRow | undefined,
  columns: readonly GridColumn[],
  kind: KindMeta,
  me: Pick<Me, 'id' | 'team_user_ids'>,
): PastePlan {
  const single = cells.length === 1 && cells[0]?.length === 1;
  const height = single ? range.bottom - range.top + 1 : cells.length;
  const plan: PastePlan = { changes: [], refused: 0 };
  for (let down = 0; down < height; down += 1) {
    const row = rowAt(range.top + down);
    if (!row) break;
    const line = cells[single ? 0 : down] ?? [];
    const width = single ? range.right - range.left + 1 : line.length;
    const values: Record<string, unknown> = {};
    for (let across = 0; across < width; across += 1) {
      // Column 0 of the grid holds the boxes; fields begin at 1.
      const column = columns[range.left + across - 1];
      const text = line[single ? 0 : across];
      if (!column || text === undefined) continue;
      const parsed = parseCell(text, column, kind, row, me);
      if (parsed.ok) {
        if (parsed.changed) values[column.key] = parsed.value;
      } else plan.refused += 1;
    }
    if (Object.keys(values).length > 0) plan.changes.push({ id: row.id, values });
  }
  return plan;
}

function parseCell(
  text: string,
  { ctx, key }: GridColumn,
  kind: KindMeta,
  row: RecordRow,
  me: Pick<Me, 'id' | 'team_user_ids'>,
): { ok: true; changed: boolean; value: unknown } | { ok: false } {
  const definition = kindOf(ctx.field);
  const current = readField(row, key);
  // Copied and pasted unchanged: no reason to complain about a column that cannot be written.
  if (definition.format(current, ctx, row) === text) return { ok: true, changed: false, value: current };
  if (!mayWrite(ctx.field, kind, row, me)) return { ok: false };
  const parsed = definition.parse(text, ctx);
  if (!parsed.ok || firstError(definition.schema(ctx.field), parsed.value) !== null) return { ok: false };
  return { ok: true, changed: true, value: parsed.value };
}
