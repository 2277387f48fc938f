import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/api/bootstrap';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { may } from '@/records/model/permissions';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { Checkbox } from '@/ui/checkbox';
import { RecordLink } from '@/entities/activity/record-link';

/** A task one can tick off. */
export function TaskLine({ task, kind }: { task: RecordRow; kind: KindMeta }) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const client = useQueryClient();
  const update = useUpdateRecord(kind);
  const done = task['status'] === 'completed';
  const due = typeof task['due_at'] === 'string' ? format.due(task['due_at']) : null;

  const word = (key: string) => {
    const field = kind.fields.find((field) => field.key === key);
    const option = field?.options.find(({ value }) => value === task[key]);
    return field && option ? optionLabel(kind, field, option) : null;
  };
  const pressing = task['priority'] === 'high' || task['priority'] === 'urgent';
  const about = [word('kind'), pressing ? word('priority') : null].filter((part) => part !== null);

  const tick = async (checked: boolean) => {
    announce(t(checked ? 'dashboard.task_done' : 'dashboard.task_open', { task: task.title }));
    await update({ id: task.id, values: { status: checked ? 'completed' : 'pending' } });
    await client.invalidateQueries({ queryKey: keys.activity({}) });
  };

  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2.5 py-[7px] pointer-coarse:py-2.5">
      <Checkbox
        shape="round"
        className="mt-0.5"
        checked={done}
        disabled={!may('update', kind, task, me)}
        aria-label={t('dashboard.complete', { task: task.title })}
        onCheckedChange={(checked) => void tick(checked === true)}
      />
      <RecordLink
        kind="task"
        id={task.id}
        title={task.title}
        className={cn('truncate', done ? 'text-ink-3 line-through' : 'font-medium')}
      />
      {done ? (
        <span className="text-12 leading-5 text-ink-3">{t('dashboard.done')}</span>
      ) : (
        due && (
          <time
            dateTime={String(task['due_at'])}
            title={format.full(String(task['due_at']))}
            className={cn(
              'text-12 leading-5',
              due.state === 'overdue' && 'font-medium text-danger',
              due.state === 'today' && 'font-medium',
              due.state === 'later' && 'text-ink-2',
            )}
          >
            {due.text}
            {due.state === 'overdue' && <span className="sr-only"> {t('when.overdue')}</span>}
          </time>
        )
      )}
      {about.length > 0 && (
        <span className="col-start-2 truncate text-12 text-ink-3">{about.join(' · ')}</span>
      )}
    </li>
  );
}
