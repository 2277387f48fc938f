import { useQuery } from '@tanstack/react-query';
import { Reply } from 'lucide-react';
import { useState } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta, TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { NoteWriter } from '../timeline/note-writer';
import type { TimelineOf } from '../timeline/timeline-cache';
import { NoteAnswer } from './note-answer';
import { ReactionsBar } from './reactions-bar';
import { threadQuery } from './thread-query';
import { useSendAnswer } from './use-send-answer';

interface NoteFootProps {
  entry: TimelineRecordEntry;
  of: TimelineOf;
  /** The kind of the record the note is about. */
  about: KindMeta;
}

/** What stands under a note: how people reacted, and its thread with the last answers. */
export function NoteFoot({ entry, of, about }: NoteFootProps) {
  const t = useT();
  const kind = useKind('note');
  const { record: note } = entry;
  const [all, setAll] = useState(false);
  const [writing, setWriting] = useState<string | null>(null);
  const send = useSendAnswer(note, about, of, setWriting);
  // A pinned note comes without its answers.
  const known = entry.pinned ? undefined : (entry.answers ?? { count: 0, data: [] });
  const thread = useQuery({ ...threadQuery(of.plural, of.id, note.id), enabled: all || !known });
  const answers = (all || !known ? thread.data : undefined) ?? known?.data ?? [];
  const hidden = all || !known ? 0 : Math.max(0, known.count - answers.length);
  const mayAnswer = kind !== undefined && (kind.rights.create ?? 'none') !== 'none';
  return (
    <>
      <ReactionsBar note={note} of={of}>
        {mayAnswer && writing === null && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Reply size={16} strokeWidth={1.75} />}
            onClick={() => setWriting('')}
          >
            {t('note.answer')}
          </Button>
        )}
      </ReactionsBar>
      {(answers.length > 0 || hidden > 0) && (
        <div className="mt-2 border-l-2 border-line pl-3">
          {hidden > 0 && (
            <Button size="sm" variant="ghost" loading={thread.isFetching} onClick={() => setAll(true)}>
              {t('note.earlier', { count: hidden })}
            </Button>
          )}
          <ol aria-label={t('note.thread')} className="grid gap-2">
            {answers.map((answer) => (
              <NoteAnswer key={answer.id} answer={answer} of={of} about={about} />
            ))}
          </ol>
        </div>
      )}
      {writing !== null && (
        <NoteWriter
          label={t('note.answer')}
          saveLabel={t('note.send')}
          about={{ kind: about, id: of.id }}
          text={writing}
          onDone={() => setWriting(null)}
          onSave={(body) => send.mutate({ body, key: crypto.randomUUID() })}
        />
      )}
    </>
  );
}
