import { SquareCheck } from 'lucide-react';
import { useKind, useMe } from '@/api/bootstrap';
import type { TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { Checkbox } from '@/ui/checkbox';
import { useDirectory } from '../fields/use-field-contexts';
import { may } from '../model/permissions';
import { ActorName } from './actor-name';
import { EntryMenu } from './entry-menu';
import { EventIcon } from './event-icon';
import { EventShell } from './event-shell';
import { Markdown } from '../markdown/markdown';
import { RichLine } from './rich-line';
import type { TimelineOf } from './timeline-cache';
import { useChangeEntry } from './use-change-entry';

interface TaskEntryProps {
  entry: TimelineRecordEntry;
  of: TimelineOf;
  last: boolean;
}

/** A task about the record, to be ticked off here. */
export function TaskEntry({ entry, of, last }: TaskEntryProps) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const directory = useDirectory();
  const kind = useKind('task');
  const change = useChangeEntry('tasks', of);
  const { record } = entry;
  const name = typeof record['name'] === 'string' ? record['name'] : record.title;
  const done = record['status'] === 'completed';
  const open = !done && record['status'] !== 'cancelled';
  const assignee = directory.find('user', record['assignee_id']);
  const due = typeof record['due_at'] === 'string' ? format.due(record['due_at']) : null;
  const tick = (checked: boolean) => {
    change.mutate({ record, values: { status: checked ? 'completed' : 'pending' } });
    announce(t(checked ? 'timeline.task_done' : 'timeline.task_open', { task: name }));
  };
  return (
    <EventShell
      mark={
        <EventIcon>
          <SquareCheck />
        </EventIcon>
      }
      at={entry.at}
      last={last}
      pending={record.version === 0}
      actions={kind && <EntryMenu entry={entry} of={of} kind={kind} />}
      line={<RichLine id="timeline.planned" nodes={{ actor: <ActorName actor={entry.actor} /> }} />}
    >
      <div className="mt-[5px] flex gap-2.5 rounded-card border border-line px-3 py-[9px]">
        <Checkbox
          shape="round"
          checked={done}
          disabled={!kind || record.version === 0 || !may('update', kind, record, me)}
          aria-label={t('timeline.tick', { task: name })}
          onCheckedChange={(checked) => tick(checked === true)}
          className="mt-0.5"
        />
        <div className="min-w-0 flex-1">
          <p className={cn('break-words', open ? 'font-medium' : 'text-ink-3 line-through')}>{name}</p>
          {typeof record['description'] === 'string' && record['description'] !== '' && open && (
            <div className="mt-0.5 text-ink-2">
              <Markdown text={record['description']} />
            </div>
          )}
          {(assignee ?? due) && (
            <p className="text-12 text-ink-3">
              {assignee?.title}
              {assignee && due && ' · '}
              {due && (
                <span
                  className={cn(
                    open && due.state === 'overdue' && 'font-medium text-danger',
                    open && due.state === 'today' && 'font-medium text-ink',
                  )}
                >
                  {due.state === 'overdue' ? due.text : t('timeline.due', { when: due.text })}
                </span>
              )}
            </p>
          )}
        </div>
      </div>
    </EventShell>
  );
}
