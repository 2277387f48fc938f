import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { countDone, readChecklist, storedChecklist } from '../fields/checklist';
import { ChecklistBox } from '../fields/editors/checklist-box';
import type { FieldContext } from '../model/field-context';
import { readField } from '../model/field-path';
import { useUpdateRecord } from '../mutations/use-update-record';
import { FieldBlock } from './field-block';

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
    <FieldBlock
      label={ctx.label}
      sum={items.length > 0 ? t('records.checklist.done', countDone(items)) : undefined}
    >
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
    </FieldBlock>
  );
}
