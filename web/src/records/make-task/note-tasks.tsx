import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useKind, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { Checkbox } from '@/ui/checkbox';
import { useDirectory } from '../fields/use-field-contexts';
import { may } from '../model/permissions';
import type { TimelineOf } from '../timeline/timeline-cache';
import { useChangeEntry } from '../timeline/use-change-entry';
import { MakeTask } from './make-task';
import { noteTasksQuery } from './note-tasks-query';
import { useOffers } from './offers';

interface NoteTasksProps {
  note: RecordRow;
  /** The kind of the record the note is about. */
  about: KindMeta;
  of: TimelineOf;
}

/** The tasks that were made from a note, and the one that is offered. */
export function NoteTasks({ note, about, of }: NoteTasksProps) {
  const task = useKind('task');
  const { data = [] } = useQuery({
    ...noteTasksQuery(about.key, of.plural, of.id),
    enabled: task !== undefined,
  });
  const offered = useOffers(({ open }) => open.has(note.id));
  if (!task) return null;
  const made = data.filter((row) => row['note_id'] === note.id);
  return (
    <>
      {made.length > 0 && (
        <ul className="mt-1.5 grid gap-1">
          {made.map((row) => (
            <TaskLine key={row.id} task={row} kind={task} of={of} />
          ))}
        </ul>
      )}
      {offered && <MakeTask note={note} kind={task} of={of} />}
    </>
  );
}

function TaskLine({ task, kind, of }: { task: RecordRow; kind: KindMeta; of: TimelineOf }) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const directory = useDirectory();
  const change = useChangeEntry('tasks', of);
  const done = task['status'] === 'completed';
  const over = done || task['status'] === 'cancelled';
  const assignee = directory.find('user', task['assignee_id']);
  const due = typeof task['due_at'] === 'string' ? format.due(task['due_at']) : null;
  return (
    <li className="flex items-center gap-2 px-1 pointer-coarse:min-h-11">
      <Checkbox
        shape="round"
        checked={done}
        disabled={!may('update', kind, task, me)}
        aria-label={t('timeline.tick', { task: task.title })}
        onCheckedChange={(checked) =>
          change.mutate({ record: task, values: { status: checked ? 'completed' : 'pending' } })
        }
      />
      <Link
        to="/$plural/$id"
        params={{ plural: kind.plural, id: task.id }}
        className={cn('min-w-0 truncate hover:underline', over ? 'text-ink-3 line-through' : 'font-medium')}
      >
        {task.title}
      </Link>
      <span className="shrink-0 text-12 text-ink-3">
        {assignee?.title}
        {due && !over && (
          <span className={cn(due.state === 'overdue' && 'font-medium text-danger')}>
            {assignee && ' · '}
            {due.text}
          </span>
        )}
      </span>
    </li>
  );
}
