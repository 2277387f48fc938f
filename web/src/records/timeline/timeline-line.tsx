import { lazy, Suspense } from 'react';
import type { KindMeta } from '@/api/types';
import type { FieldContext } from '../model/field-context';
import { ChangedFields } from './changed-fields';
import { FileEntry } from './file-entry';
import { InteractionEntry } from './interaction-entry';
import { NoteEntry } from './note-entry';
import { RecordEvent } from './record-event';
import { TaskEntry } from './task-entry';
import type { TimelineOf } from './timeline-cache';
import type { TimelineItem } from './timeline-items';

// Few records have private mail, so its code comes with the first.
const Mail = lazy(async () => ({ default: (await import('./mail-entry')).MailEntry }));

interface TimelineLineProps {
  item: TimelineItem;
  kind: KindMeta;
  contexts: ReadonlyMap<string, FieldContext>;
  of: TimelineOf;
  last: boolean;
}

export function TimelineLine({ item, kind, contexts, of, last }: TimelineLineProps) {
  switch (item.type) {
    case 'fields':
      return <ChangedFields item={item} contexts={contexts} last={last} />;
    case 'life':
    case 'moved':
      return <RecordEvent item={item} kind={kind} contexts={contexts} last={last} />;
    case 'mail':
      return (
        <Suspense>
          <Mail item={item} last={last} />
        </Suspense>
      );
    case 'entry': {
      const { entry } = item;
      if (entry.type === 'note') return <NoteEntry entry={entry} of={of} last={last} />;
      if (entry.type === 'task') return <TaskEntry entry={entry} of={of} last={last} />;
      if (entry.type === 'file') return <FileEntry entry={entry} of={of} last={last} />;
      return <InteractionEntry entry={entry} of={of} last={last} />;
    }
  }
}
