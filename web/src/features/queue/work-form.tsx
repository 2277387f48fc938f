import { useId, useMemo, useRef, useState } from 'react';
import { useBootstrap, useKind, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { keyCaps } from '@/lib/shortcut';
import { useHotkeys } from '@/lib/use-hotkeys';
import { may } from '@/records/model/permissions';
import { ComposerFields } from '@/records/timeline/composer-fields';
import { composerModes } from '@/records/timeline/composer-modes';
import { ModeTabs } from '@/records/timeline/mode-tabs';
import { useModeLabel } from '@/records/timeline/use-mode-label';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Kbd } from '@/ui/kbd';
import { morningIn } from './morning';
import { useWork, type Entry } from './use-work';

export type Part = 'log' | 'plan';

interface WorkFormProps {
  part: Part;
  about: { kind: KindMeta; record: RecordRow };
  task: RecordRow | null;
  onDirty: () => void;
  onCancel: () => void;
  onDone: () => void;
}

type Values = Record<string, unknown>;

const box =
  'block field-sizing-content max-h-[30dvh] min-h-9 w-full resize-none bg-transparent px-3.5 py-2 text-14 outline-none pointer-coarse:text-16';

/** What was said, what comes next, and whether the task is done with it. */
export function WorkForm({ part, about, task, onDirty, onCancel, onDone }: WorkFormProps) {
  const t = useT();
  const id = useId();
  const me = useMe();
  const bootstrap = useBootstrap();
  const taskKind = useKind('task');
  const format = useFormat();
  const modeLabel = useModeLabel();
  const element = useRef<HTMLFormElement>(null);
  const modes = composerModes(bootstrap, about.kind);
  const talks = modes.filter((mode) => mode.type === 'interaction');
  const planning = modes.find((mode) => mode.type === 'task');
  const [talk, setTalk] = useState(() => String(task?.['kind'] ?? 'call'));
  const [said, setSaid] = useState('');
  const [saidValues, setSaidValues] = useState<Values>({});
  const [next, setNext] = useState('');
  // Without a day it would not count as planned.
  const [nextValues, setNextValues] = useState<Values>(() => ({ due_at: morningIn(1, format.timeZone) }));
  const finishable = task !== null && taskKind !== undefined && may('update', taskKind, task, me);
  const [finish, setFinish] = useState(finishable);
  const { busy, submit } = useWork({ about, onDone });
  const mode = talks.find((candidate) => candidate.id === talk) ?? talks[0];

  const send = () => {
    const entries: Entry[] = [];
    // Nobody has to write a sentence to say that nobody answered.
    if (part === 'log' && mode) {
      const text = said.trim() || modeLabel(mode);
      entries.push({ mode, draft: { mode: mode.id, text, values: saidValues } });
    }
    if (planning && next.trim() !== '') {
      entries.push({ mode: planning, draft: { mode: planning.id, text: next, values: nextValues } });
    }
    void submit(entries, finish ? task : null);
  };
  const hotkeys = useMemo(
    () => [{ shortcut: 'mod+enter', whileTyping: true, run: () => element.current?.requestSubmit() }],
    [],
  );
  useHotkeys(hotkeys, 'overlay');

  return (
    <form
      ref={element}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (part === 'log' || next.trim() !== '') send();
      }}
    >
      {part === 'log' && mode && (
        <div className="rounded-card border border-line focus-within:border-line-strong">
          <ModeTabs modes={talks} mode={mode} onChoose={setTalk} />
          <textarea
            rows={3}
            aria-label={t('queue.said')}
            placeholder={t('queue.said')}
            className={box}
            value={said}
            onChange={(event) => {
              setSaid(event.target.value);
              onDirty();
            }}
          />
          <div className="pb-2.5">
            <ComposerFields
              mode={mode}
              values={saidValues}
              onChange={(values) => {
                setSaidValues(values);
                onDirty();
              }}
            />
          </div>
        </div>
      )}
      {planning && (
        <div className="grid gap-1.5">
          <label htmlFor={`${id}-next`} className="text-13 font-medium">
            {t(part === 'log' ? 'queue.next_optional' : 'queue.next')}
          </label>
          <div className="rounded-card border border-line focus-within:border-line-strong">
            <textarea
              id={`${id}-next`}
              rows={part === 'log' ? 1 : 2}
              placeholder={t('queue.next_hint')}
              className={box}
              value={next}
              onChange={(event) => {
                setNext(event.target.value);
                onDirty();
              }}
            />
            {(part === 'plan' || next.trim() !== '') && (
              <div className="pb-2.5">
                <ComposerFields mode={planning} values={nextValues} onChange={setNextValues} />
              </div>
            )}
          </div>
        </div>
      )}
      {finishable && (
        <label className="flex items-center gap-2.5 pointer-coarse:min-h-11">
          <Checkbox checked={finish} onCheckedChange={(checked) => setFinish(checked === true)} />
          <span className="min-w-0 truncate">{t('queue.finish_task', { task: task.title })}</span>
        </label>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span aria-hidden="true" className="mr-auto flex gap-1 pointer-coarse:hidden">
          {keyCaps('mod+enter').map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button
          variant="primary"
          type="submit"
          loading={busy}
          disabled={part === 'plan' && next.trim() === ''}
        >
          {t(part === 'log' ? 'queue.log_submit' : 'queue.plan_submit')}
        </Button>
      </div>
    </form>
  );
}
