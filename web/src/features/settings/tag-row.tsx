import { Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { IconButton } from '@/ui/icon-button';
import { Tag } from '@/ui/tag';
import { ColorButton } from './color-button';
import { NameInput } from './name-input';
import { useRemoveSetting, useUpdateSetting } from './setting-records';

interface TagRowProps {
  tag: RecordRow;
  rights: { update: boolean; remove: boolean };
}

export function TagRow({ tag, rights }: TagRowProps) {
  const t = useT();
  const update = useUpdateSetting('tags');
  const remove = useRemoveSetting('tags');
  const name = String(tag['name']);
  const color = String(tag['color'] ?? 'gray');
  const change = (body: Record<string, unknown>) =>
    update.mutate({ record: tag, body }, { onError: (error) => toast.error(failureText(error)) });

  return (
    <div className="flex h-11 items-center gap-2">
      {rights.update && <ColorButton value={color} of={name} onChange={(next) => change({ color: next })} />}
      {rights.update ? (
        <NameInput
          label={t('settings.name_of', { name })}
          value={name}
          maxLength={40}
          onSave={(next) => change({ name: next })}
        />
      ) : (
        <span className="flex-1" />
      )}
      <Tag color={color}>{name}</Tag>
      {rights.remove && (
        <IconButton
          label={t('settings.delete_named', { name })}
          icon={<Trash2 size={16} strokeWidth={1.75} />}
          onClick={() => remove.mutate(tag)}
        />
      )}
    </div>
  );
}
