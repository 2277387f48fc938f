import { Link } from '@tanstack/react-router';
import { Clock, Repeat } from 'lucide-react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { RuleCell } from '@/records/fields/cells/rule-cell';
import { DueCell } from '@/entities/cells/due-cell';
import { PersonAvatar } from '@/records/people/person-avatar';
import { Checkbox } from '@/ui/checkbox';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import { delays, type DayWork } from './use-day-work';
import { isDone } from './sections';

interface DayTaskProps {
  kind: KindMeta;
  task: RecordRow;
  work: DayWork;
  active: boolean;
  onActivate: () => void;
  asking: boolean;
  onAsk: (open: boolean) => void;
  /** Whether tasks of several people are shown. */
  people: boolean;
}

/** A task of the day: ticked, put off, opened. */
export function DayTask({ kind, task, work, active, onActivate, asking, onAsk, people }: DayTaskProps) {
  const t = useT();
  const format = useFormat();
  const contexts = useFieldContexts(kind);
  const [due, rule, assignee] = [
    contexts.get('due_at'),
    contexts.get('recurrence'),
    contexts.get('assignee_id'),
  ];
  const done = isDone(task);
  const may = work.mayChange(task);
  const who = assignee?.directory.find('user', task['assignee_id']);
  return (
    <li
      data-task={task.id}
      className={cn(
        'flex min-h-10 items-center gap-3 border-b border-hairline px-4 max-md:min-h-14 max-md:px-3',
        active ? 'bg-selected' : 'bg-surface',
      )}
    >
      <Checkbox
        shape="round"
        checked={done}
        disabled={!may}
        aria-label={t(done ? 'tasks.day.reopen' : 'tasks.day.finish', { title: task.title })}
        onCheckedChange={() => void work.tick(task)}
      />
      <Link
        to="/$plural/$id"
        params={{ plural: kind.plural, id: task.id }}
        onFocus={onActivate}
        className="focus-inset flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 self-stretch py-1.5"
      >
        <span className={cn('min-w-0 truncate font-medium', done && 'text-ink-2 line-through')}>
          {task.title}
        </span>
        {rule && Boolean(task['recurrence']) && (
          <span className="flex min-w-0 text-12 text-ink-2 max-md:hidden">
            <RuleCell value={task['recurrence']} record={task} ctx={rule} />
          </span>
        )}
        {Boolean(task['recurrence']) && (
          <Repeat
            size={14}
            strokeWidth={2}
            aria-label={t('tasks.day.repeats')}
            className="text-ink-3 md:hidden"
          />
        )}
      </Link>
      {people && who && <PersonAvatar id={who.id} name={who.title} />}
      {due && (
        <span className="shrink-0 text-12">
          <DueCell value={task['due_at']} record={task} ctx={due} compact />
        </span>
      )}
      {may && !done && (
        <DropdownMenu
          open={asking}
          onOpenChange={onAsk}
          label={t('tasks.day.postpone_one', { title: task.title })}
          align="end"
          trigger={
            <IconButton
              size="sm"
              label={t('tasks.day.postpone_one', { title: task.title })}
              icon={<Clock size={16} strokeWidth={1.75} />}
            />
          }
          entries={delays.map(({ id, days }) => ({
            type: 'item',
            id,
            label: t(`tasks.day.${id}`),
            onSelect: () => void work.postpone(task, days),
          }))}
        />
      )}
      <span className="sr-only">{typeof task['due_at'] === 'string' && format.full(task['due_at'])}</span>
    </li>
  );
}
