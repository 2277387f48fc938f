import { useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Textarea } from '@/ui/textarea';
import type { TimelineOf } from './timeline-cache';
import { useChangeEntry } from './use-change-entry';

interface NoteEditorProps {
  note: RecordRow;
  of: TimelineOf;
  text: string;
  onDone: () => void;
}

/** The text of a note while it is changed. Escape gives up, the modifier with Enter saves. */
export function NoteEditor({ note, of, text, onDone }: NoteEditorProps) {
  const t = useT();
  const [draft, setDraft] = useState(text);
  const change = useChangeEntry('notes', of);
  const save = () => {
    if (draft.trim() === '') return;
    if (draft !== text) change.mutate({ record: note, values: { body: draft.trim() } });
    onDone();
  };
  return (
    <div className="mt-[5px]">
      <Textarea
        ref={(element) => element?.focus()}
        aria-label={t('timeline.note')}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
        }}
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="sm" variant="primary" disabled={draft.trim() === ''} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}
