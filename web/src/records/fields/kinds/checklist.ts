import { ChecklistCell } from '../cells/checklist-cell';
import { countDone, readChecklist } from '../checklist';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { json } from './json';

/** A list of things to tick. The server keeps it as JSON, and so do copies and imports of it. */
export const checklist: FieldKindDef = {
  ...json,
  width: 120,
  Cell: ChecklistCell,
  Editor: lazyPart(async () => (await import('../editors/checklist-editor')).ChecklistEditor),
  format: (value, ctx) => {
    const items = readChecklist(value);
    return items.length === 0 ? '' : ctx.t('records.checklist.done', countDone(items));
  },
};
