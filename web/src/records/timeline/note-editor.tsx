import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Textarea } from '@/ui/textarea';
import { recordTitleQuery } from '../fields/record-titles';
import { isSending, withLinks, withoutLinks, type Links } from '../markdown/written-links';
import type { TimelineOf } from './timeline-cache';
import { useChangeEntry } from './use-change-entry';

const Tools = lazy(async () => ({ default: (await import('../markdown/writing-tools')).WritingTools }));

interface NoteEditorProps {
  note: RecordRow;
  /** The kind of the record it is about. */
  kind: KindMeta;
  of: TimelineOf;
  text: string;
  onDone: () => void;
}

/** The text of a note while it is changed. Escape gives up, the modifier with Enter saves. */
export function NoteEditor({ note, kind, of, text, onDone }: NoteEditorProps) {
  const t = useT();
  const box = useRef<HTMLTextAreaElement>(null);
  const readable = useReadable();
  const [written] = useState(() => readable(text));
  const [draft, setDraft] = useState(written.text);
  const [links, setLinks] = useState<Links>(written.links);
  const change = useChangeEntry('notes', of);
  const save = () => {
    const body = withLinks(draft.trim(), links);
    if (body === '' || isSending(body)) return;
    if (draft !== written.text) change.mutate({ record: note, values: { body } });
    onDone();
  };
  return (
    <div className="mt-[5px]">
      <Textarea
        ref={(element) => {
          if (element && box.current !== element) element.focus();
          box.current = element;
        }}
        aria-label={t('timeline.note')}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
        }}
      />
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Suspense>
          <Tools
            box={box}
            text={draft}
            links={links}
            onLinks={setLinks}
            about={{ kind, id: of.id }}
            look="card"
          />
        </Suspense>
        <Button size="sm" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="sm" variant="primary" disabled={draft.trim() === '' || isSending(draft)} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}

/** Puts names where links to people and records stand, as far as they are known here. */
function useReadable() {
  const { users, kinds } = useBootstrap();
  const client = useQueryClient();
  return (body: string) =>
    withoutLinks(body, (key, id) => {
      if (key === 'user') return users.find((user) => user.id === id)?.title;
      const kind = kinds.find((other) => other.key === key);
      return kind && client.getQueryData(recordTitleQuery(kind.plural, id).queryKey);
    });
}
