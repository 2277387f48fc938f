import { lazy, Suspense, useRef, useState } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Textarea } from '@/ui/textarea';
import { useReadable } from '../markdown/use-readable';
import { isSending, withLinks, type Links } from '../markdown/written-links';

const Tools = lazy(async () => ({ default: (await import('../markdown/writing-tools')).WritingTools }));

interface NoteWriterProps {
  label: string;
  saveLabel: string;
  /** What it is about. */
  about: { kind: KindMeta; id: string };
  text: string;
  /** Takes the text as it is kept, once it is another one. */
  onSave: (body: string) => void;
  onDone: () => void;
}

/** A box for Markdown with its tools. Escape gives up, the modifier with Enter saves. */
export function NoteWriter({ label, saveLabel, about, text, onSave, onDone }: NoteWriterProps) {
  const t = useT();
  const box = useRef<HTMLTextAreaElement>(null);
  const readable = useReadable();
  const [written] = useState(() => readable(text));
  const [draft, setDraft] = useState(written.text);
  const [links, setLinks] = useState<Links>(written.links);
  const save = () => {
    const body = withLinks(draft.trim(), links);
    if (body === '' || isSending(body)) return;
    if (text === '' || draft !== written.text) onSave(body);
    onDone();
  };
  return (
    <div className="mt-[5px]">
      <Textarea
        ref={(element) => {
          if (element && box.current !== element) element.focus();
          box.current = element;
        }}
        aria-label={label}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
        }}
      />
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Suspense>
          <Tools box={box} text={draft} links={links} onLinks={setLinks} about={about} look="card" />
        </Suspense>
        <Button size="sm" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="sm" variant="primary" disabled={draft.trim() === '' || isSending(draft)} onClick={save}>
          {saveLabel}
        </Button>
      </div>
    </div>
  );
}
