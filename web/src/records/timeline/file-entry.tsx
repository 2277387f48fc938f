import { Link } from '@tanstack/react-router';
import { useKind } from '@/api/bootstrap';
import type { TimelineRecordEntry } from '@/api/types';
import { ActorMark } from './actor-mark';
import { ActorName } from './actor-name';
import { EntryMenu } from './entry-menu';
import { EventShell } from './event-shell';
import { RichLine } from './rich-line';
import type { TimelineOf } from './timeline-cache';

interface FileEntryProps {
  entry: TimelineRecordEntry;
  of: TimelineOf;
  last: boolean;
}

/** A file that was added; its name leads to it. */
export function FileEntry({ entry, of, last }: FileEntryProps) {
  const kind = useKind('file');
  const { record } = entry;
  const file = (
    <Link
      to="/$plural/$id"
      params={{ plural: of.plural, id: of.id }}
      search={{ tab: 'files', file: record.id }}
      className="font-medium text-ink hover:underline"
    >
      <bdi>{record.title}</bdi>
    </Link>
  );
  return (
    <EventShell
      mark={<ActorMark actor={entry.actor} />}
      at={entry.at}
      last={last}
      actions={kind && <EntryMenu entry={entry} of={of} kind={kind} />}
      line={<RichLine id="timeline.added" nodes={{ actor: <ActorName actor={entry.actor} />, file }} />}
    />
  );
}
