import { useState } from 'react';
import { useKind, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow, TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useDirectory } from '../fields/use-field-contexts';
import { Markdown } from '../markdown/markdown';
import { may } from '../model/permissions';
import { PersonAvatar } from '../people/person-avatar';
import { EntryMenu } from '../timeline/entry-menu';
import { NoteEditor } from '../timeline/note-editor';
import type { TimelineOf } from '../timeline/timeline-cache';
import { useChangeEntry } from '../timeline/use-change-entry';
import { NoteVersions } from './note-versions';
import { ReactionsBar } from './reactions-bar';

interface NoteAnswerProps {
  answer: RecordRow;
  of: TimelineOf;
  about: KindMeta;
}

/** An answer in a thread: read, edited and reacted to as the note above it. */
export function NoteAnswer({ answer, of, about }: NoteAnswerProps) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const kind = useKind('note');
  const author = useDirectory().find('user', answer.created_by);
  const change = useChangeEntry('notes', of);
  const [editing, setEditing] = useState(false);
  const text = typeof answer['body'] === 'string' ? answer['body'] : answer.title;
  const saved = answer.version > 0;
  const mayTick = saved && kind !== undefined && may('update', kind, answer, me);
  const entry: TimelineRecordEntry = {
    id: answer.id,
    type: 'note',
    at: answer.created_at,
    actor: author ? { id: author.id, title: author.title } : null,
    record: answer,
  };
  return (
    <li aria-busy={!saved || undefined} className="group/event min-w-0">
      <p className="flex min-h-6 flex-wrap items-center gap-x-2 text-13">
        <PersonAvatar id={author?.id} name={author?.title ?? t('note.somebody')} size={20} />
        <span className="font-medium">{author?.title ?? t('note.somebody')}</span>
        <time
          dateTime={answer.created_at}
          title={format.full(answer.created_at)}
          className="text-12 text-ink-3"
        >
          {format.ago(answer.created_at)}
        </time>
        {typeof answer['edited_at'] === 'string' && <NoteVersions note={answer} />}
        <span className="flex-1" />
        {kind && saved && !editing && (
          <EntryMenu entry={entry} of={of} kind={kind} answer onEdit={() => setEditing(true)} />
        )}
      </p>
      {editing ? (
        <NoteEditor note={answer} kind={about} of={of} text={text} onDone={() => setEditing(false)} />
      ) : (
        <div className="text-14">
          <Markdown
            text={text}
            onTick={mayTick ? (body) => change.mutate({ record: answer, values: { body } }) : undefined}
          />
        </div>
      )}
      {saved && <ReactionsBar note={answer} of={of} />}
    </li>
  );
}
