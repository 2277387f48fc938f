import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { may } from '@/records/model/permissions';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { Checkbox } from '@/ui/checkbox';

interface OpenTaskProps {
  kind: KindMeta;
  task: RecordRow;
  onChanged: () => Promise<void>;
}

/** A task to tick off. */
export function OpenTask({ kind, task, onChanged }: OpenTaskProps) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const update = useUpdateRecord(kind);
  const done = task['status'] === 'completed';
  const due = typeof task['due_at'] === 'string' ? format.due(task['due_at']) : null;
  const tick = async (checked: boolean) => {
    announce(t(checked ? 'timeline.task_done' : 'timeline.task_open', { task: task.title }));
    const saved = await update({ id: task.id, values: { status: checked ? 'completed' : 'pending' } });
    if (saved) await onChanged();
  };
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2.5">
      <Checkbox
        shape="round"
        className="mt-0.5"
        checked={done}
        disabled={!may('update', kind, task, me)}
        aria-label={t('timeline.tick', { task: task.title })}
        onCheckedChange={(checked) => void tick(checked)}
      />
      <span className={cn('break-words', done ? 'text-ink-3 line-through' : 'font-medium')}>
        {task.title}
      </span>
      {due && !done && (
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
        </time>
      )}
    </li>
  );
}
