import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { countDone, readChecklist, storedChecklist } from '../fields/checklist';
import { ChecklistBox } from '../fields/editors/checklist-box';
import type { FieldContext } from '../model/field-context';
import { readField } from '../model/field-path';
import { useUpdateRecord } from '../mutations/use-update-record';

interface FieldChecklistProps {
  ctx: FieldContext;
  record: RecordRow;
  editable: boolean;
}

/** A checklist under its label. There is nothing to open: a tick is saved as it is made. */
export function FieldChecklist({ ctx, record, editable }: FieldChecklistProps) {
  const t = useT();
  const update = useUpdateRecord(ctx.kind);
  const items = readChecklist(readField(record, ctx.path));
  return (
    <div className="py-0.5 pr-3 pl-5 max-md:pl-4">
      <dt className="flex items-baseline gap-2 py-1 text-ink-2">
        <span className="min-w-0 flex-1 truncate">{ctx.label}</span>
        {items.length > 0 && (
          <span className="text-12 text-ink-3 tabular-nums">
            {t('records.checklist.done', countDone(items))}
          </span>
        )}
      </dt>
      <dd>
        {items.length === 0 && !editable ? (
          <span className="text-ink-3">{t('page.empty')}</span>
        ) : (
          <ChecklistBox
            label={ctx.label}
            items={items}
            disabled={!editable}
            onChange={(next) => void update({ id: record.id, values: { [ctx.path]: storedChecklist(next) } })}
          />
        )}
      </dd>
    </div>
  );
}
