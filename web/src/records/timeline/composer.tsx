import { lazy, Suspense, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { keyCaps } from '@/lib/shortcut';
import { useEver } from '@/lib/use-ever';
import { Button } from '@/ui/button';
import { Kbd } from '@/ui/kbd';
import { isSending } from '../markdown/written-links';
import { ComposerBar } from './composer-bar';
import { ComposerFields } from './composer-fields';
import { composerModes, type EntryType } from './composer-modes';
import { ModeTabs } from './mode-tabs';
import { draftKey, EMPTY_DRAFT, useDraft } from './drafts';
import { useSendEntry } from './use-send-entry';

const Tools = lazy(async () => ({ default: (await import('../markdown/writing-tools')).WritingTools }));

const NO_LINKS = {};

export interface ComposerHandle {
  /** Goes to the text, to write this; false where this cannot be written here. */
  write: (type: EntryType) => boolean;
}

interface ComposerProps {
  kind: KindMeta;
  record: RecordRow;
  /** Only these, where a tab shows nothing else. */
  only?: EntryType;
  /** `docked`: one line at the foot of a phone's screen. */
  look: 'card' | 'docked';
  ref?: Ref<ComposerHandle>;
}

/** One place to write a note, log a call or plan a task. What is not sent yet is kept with the record. */
export function Composer({ kind, record, only, look, ref }: ComposerProps) {
  const t = useT();
  const me = useMe();
  const bootstrap = useBootstrap();
  const modes = composerModes(bootstrap, kind).filter((mode) => only === undefined || mode.type === only);
  const [draft, setDraft] = useDraft(
    draftKey(me.id, kind.key, record.id),
    modes.map(({ id }) => id),
  );
  const [attempt, setAttempt] = useState({ key: '', text: '' });
  const [focused, setFocused] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const send = useSendEntry(kind, record, (failed) => {
    // The next try is the same attempt, unless something else has been begun meanwhile.
    if (text.current?.value) return;
    setDraft(failed.draft);
    setAttempt({ key: failed.key, text: failed.draft.text });
  });
  const mode = modes.find(({ id }) => id === draft.mode) ?? modes[0];

  const choose = (id: string) => {
    setDraft({ ...draft, mode: id });
    text.current?.focus();
  };
  useImperativeHandle(ref, () => ({
    write: (type) => {
      const wanted = modes.find((candidate) => candidate.type === type);
      if (!wanted) return false;
      setDraft({ ...draft, mode: wanted.id });
      text.current?.focus();
      return true;
    },
  }));
  const helped = useEver(focused || draft.text !== '');
  if (!mode) return null;
  const empty = draft.text.trim() === '' || isSending(draft.text);
  const submit = () => {
    if (empty) return;
    const key = attempt.key && attempt.text === draft.text ? attempt.key : crypto.randomUUID();
    send.mutate({ draft, mode, key });
    setAttempt({ key: '', text: '' });
    setDraft({ ...EMPTY_DRAFT, mode: draft.mode });
  };
  const textProps = {
    ref: text,
    value: draft.text,
    'aria-label': t(`timeline.write.${mode.type}`),
    placeholder: t(`timeline.placeholder.${mode.type}`),
    onFocus: () => setFocused(true),
    onChange: (event: { target: { value: string } }) => {
      const { value } = event.target;
      setDraft((before) => ({ ...before, text: value }));
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit();
    },
  };
  const fields = (
    <ComposerFields
      key={mode.type}
      mode={mode}
      values={draft.values}
      onChange={(values) => setDraft({ ...draft, values })}
    />
  );
  const tools = helped && mode.type === 'note' && (
    <Suspense>
      <Tools
        box={text}
        text={draft.text}
        links={draft.links ?? NO_LINKS}
        onLinks={(links) => setDraft((before) => ({ ...before, links }))}
        about={{ kind, id: record.id }}
        look={look}
      />
    </Suspense>
  );
  if (look === 'docked') {
    return (
      <ComposerBar
        modes={modes}
        mode={mode}
        onChoose={choose}
        textProps={textProps}
        empty={empty}
        onSubmit={submit}
      >
        {mode.type === 'note' ? tools : fields}
      </ComposerBar>
    );
  }
  return (
    <section
      aria-label={t('timeline.composer')}
      data-writes
      className="rounded-card border border-line bg-surface shadow-card focus-within:border-line-strong"
    >
      <ModeTabs modes={modes} mode={mode} onChoose={choose} />
      <textarea
        {...textProps}
        rows={1}
        className="field-sizing-content block max-h-[40dvh] min-h-[34px] w-full resize-none bg-transparent px-3.5 pt-2 pb-1 text-14 outline-none pointer-coarse:text-16"
      />
      {fields}
      <div className="flex flex-wrap items-center justify-end gap-x-2 pt-1 pr-1.5 pb-1.5 pl-2">
        {tools}
        <span aria-hidden="true" className="flex gap-1">
          {keyCaps('mod+enter').map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
        <Button size="sm" disabled={empty} onClick={submit}>
          {t(`timeline.save.${mode.type}`)}
        </Button>
      </div>
    </section>
  );
}
