import { Pin } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useBootstrap, useKind, useMe } from '@/api/bootstrap';
import type { TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { ActorMark } from './actor-mark';
import { ActorName } from './actor-name';
import { EntryMenu } from './entry-menu';
import { EventShell } from './event-shell';
import { may } from '../model/permissions';
import { Markdown } from '../markdown/markdown';
import { RichLine } from './rich-line';
import type { TimelineOf } from './timeline-cache';
import { useChangeEntry } from './use-change-entry';

const Tasks = lazy(async () => ({ default: (await import('../make-task/note-tasks')).NoteTasks }));
const NoteEditor = lazy(async () => ({ default: (await import('./note-editor')).NoteEditor }));
const Foot = lazy(async () => ({ default: (await import('../notes/note-foot')).NoteFoot }));
const Versions = lazy(async () => ({ default: (await import('../notes/note-versions')).NoteVersions }));

interface NoteEntryProps {
  entry: TimelineRecordEntry;
  of: TimelineOf;
  last: boolean;
  /** Says the day as well, where no day stands above. */
  dated?: boolean;
}

/** A note: read in place, edited in place. */
export function NoteEntry({ entry, of, last, dated = false }: NoteEntryProps) {
  const t = useT();
  const kind = useKind('note');
  const me = useMe();
  const about = useBootstrap().kinds.find(({ plural }) => plural === of.plural);
  const change = useChangeEntry('notes', of);
  const [editing, setEditing] = useState(false);
  const { record } = entry;
  const text = typeof record['body'] === 'string' ? record['body'] : record.title;
  const mayTick = kind !== undefined && record.version > 0 && may('update', kind, record, me);
  const edited = typeof record['edited_at'] === 'string';
  return (
    <EventShell
      mark={<ActorMark actor={entry.actor} />}
      at={entry.at}
      last={last}
      dated={dated}
      pending={record.version === 0}
      actions={
        kind && !editing && <EntryMenu entry={entry} of={of} kind={kind} onEdit={() => setEditing(true)} />
      }
      line={
        <>
          <RichLine id="timeline.wrote" nodes={{ actor: <ActorName actor={entry.actor} /> }} />
          {record['pinned'] === true && !dated && (
            <Pin
              size={12}
              strokeWidth={2.25}
              className="ml-1.5 inline text-ink-3"
              role="img"
              aria-label={t('timeline.pinned')}
            />
          )}
          {edited && (
            <>
              <span className="text-ink-3"> · </span>
              <Suspense fallback={<span className="text-ink-3">{t('timeline.edited')}</span>}>
                <Versions note={record} />
              </Suspense>
            </>
          )}
        </>
      }
    >
      {editing && about ? (
        <Suspense>
          <NoteEditor note={record} kind={about} of={of} text={text} onDone={() => setEditing(false)} />
        </Suspense>
      ) : (
        <div className="mt-[5px] rounded-card border border-line px-3 py-[9px] text-14">
          <Markdown
            text={text}
            onTick={mayTick ? (body) => change.mutate({ record, values: { body } }) : undefined}
          />
        </div>
      )}
      {about && record.version > 0 && (
        <Suspense>
          <Foot entry={entry} about={about} of={of} />
          <Tasks note={record} about={about} of={of} />
        </Suspense>
      )}
    </EventShell>
  );
}
