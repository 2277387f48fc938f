import { Trash2 } from 'lucide-react';
import { useKind } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { IconButton } from '@/ui/icon-button';
import { Tag } from '@/ui/tag';
import { customType } from './field-types';
import { MoveButtons } from '@/records/form/move-buttons';
import { useRemoveSetting } from './setting-records';

interface FieldRowProps {
  field: RecordRow;
  index: number;
  count: number;
  rights: { update: boolean; remove: boolean };
  onEdit: () => void;
  onMove: (to: number) => void;
}

export function FieldRow({ field, index, count, rights, onEdit, onMove }: FieldRowProps) {
  const t = useT();
  const remove = useRemoveSetting('custom_fields');
  const target = useKind(String(field['target'] ?? ''));
  const choices = Array.isArray(field['options']) ? field['options'].length : 0;
  const detail = [
    t(`settings.type.${customType(field['type'])}`),
    target && kindLabel(target),
    choices > 0 && t('settings.fields.choices_count', { count: choices }),
  ].filter(Boolean);
  return (
    <div className="flex min-h-12 items-center gap-3 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          {rights.update ? (
            <button type="button" className="truncate font-medium hover:underline" onClick={onEdit}>
              {field.title}
            </button>
          ) : (
            <span className="truncate font-medium">{field.title}</span>
          )}
          {field['required'] === true && <Tag>{t('settings.fields.required')}</Tag>}
        </p>
        <p className="truncate text-12 text-ink-3">
          {detail.join(' · ')} · <code className="font-mono text-11">{String(field['key'])}</code>
        </p>
      </div>
      {rights.update && <MoveButtons name={field.title} index={index} count={count} onMove={onMove} />}
      {rights.remove && (
        <IconButton
          label={t('settings.delete_named', { name: field.title })}
          icon={<Trash2 size={16} strokeWidth={1.75} />}
          onClick={() => remove.mutate(field)}
        />
      )}
    </div>
  );
}
