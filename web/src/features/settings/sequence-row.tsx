import { CircleStop } from 'lucide-react';
import { toast } from 'sonner';
import { useKind } from '@/api/bootstrap';
import { stepsOf, stopSequence } from '@/api/sequences';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { useFollowJob } from '@/records/mutations/use-bulk-action';
import type { MenuEntry } from '@/ui/menu-types';
import { Switch } from '@/ui/switch';
import { RowMenu } from './row-menu';
import { useRemoveSetting, useUpdateSetting } from './setting-records';
import { useRowEntries } from './use-row-entries';

interface SequenceRowProps {
  sequence: RecordRow;
  rights: { update: boolean; remove: boolean };
  onEdit: () => void;
}

export function SequenceRow({ sequence, rights, onEdit }: SequenceRowProps) {
  const t = useT();
  const update = useUpdateSetting('sequences');
  const remove = useRemoveSetting('sequences', () => toast.error(t('sequence.in_use')));
  const follow = useFollowJob(useKind('lead'));
  const active = sequence['active'] === true;
  const steps = stepsOf(sequence);
  const days = steps.reduce((sum, step) => sum + (step.days ?? 0), 0);
  const stop: MenuEntry = {
    type: 'item',
    id: 'stop',
    label: t('sequence.stop_all'),
    icon: <CircleStop size={16} strokeWidth={1.75} />,
    onSelect: () => void follow(() => stopSequence(sequence.id)),
  };
  const entries = useRowEntries({
    onEdit: rights.update && onEdit,
    more: rights.update ? [stop] : [],
    onRemove: rights.remove && (() => remove.mutate(sequence)),
  });
  return (
    <div className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        {rights.update ? (
          <button type="button" className="max-w-full truncate font-medium hover:underline" onClick={onEdit}>
            {sequence.title}
          </button>
        ) : (
          <p className="truncate font-medium">{sequence.title}</p>
        )}
        <p className="truncate text-12 text-ink-3">
          {t('sequence.summary', { steps: steps.filter(({ kind }) => kind !== 'wait').length, days })}
          {typeof sequence['description'] === 'string' && ` · ${sequence['description']}`}
        </p>
      </div>
      {rights.update ? (
        <Switch
          aria-label={`${t('sequence.active')}: ${sequence.title}`}
          checked={active}
          onCheckedChange={(on) =>
            update.mutate(
              { record: sequence, body: { active: on } },
              { onError: (error) => toast.error(failureText(error)) },
            )
          }
        />
      ) : (
        !active && <span className="text-12 text-ink-3">{t('sequence.off')}</span>
      )}
      <RowMenu name={sequence.title} entries={entries} />
    </div>
  );
}
