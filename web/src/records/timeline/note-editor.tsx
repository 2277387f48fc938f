import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { NoteWriter } from './note-writer';
import type { TimelineOf } from './timeline-cache';
import { useChangeEntry } from './use-change-entry';

interface NoteEditorProps {
  note: RecordRow;
  /** The kind of the record it is about. */
  kind: KindMeta;
  of: TimelineOf;
  text: string;
  onDone: () => void;
}

/** The text of a note while it is changed. */
export function NoteEditor({ note, kind, of, text, onDone }: NoteEditorProps) {
  const t = useT();
  const change = useChangeEntry('notes', of);
  return (
    <NoteWriter
      label={t('timeline.note')}
      saveLabel={t('common.save')}
      about={{ kind, id: of.id }}
      text={text}
      onSave={(body) => change.mutate({ record: note, values: { body } })}
      onDone={onDone}
    />
  );
}
