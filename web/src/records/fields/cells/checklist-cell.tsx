import type { CellProps } from '../../model/field-context';
import { countDone, readChecklist } from '../checklist';

/** How far a checklist is. */
export function ChecklistCell({ value, ctx }: CellProps) {
  const items = readChecklist(value);
  if (items.length === 0) return null;
  return <span className="tabular-nums">{ctx.t('records.checklist.done', countDone(items))}</span>;
}
