import { useEffect, useMemo, useRef, useState } from 'react';
import { findKind, useBootstrap } from '@/api/bootstrap';
import type { ConversionProposal } from '@/api/conversion';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { keyCaps } from '@/lib/shortcut';
import { useHotkeys } from '@/lib/use-hotkeys';
import { Button } from '@/ui/button';
import { Kbd } from '@/ui/kbd';
import { DealSection } from './deal-section';
import { onlyWritable, startDraft, type ConvertDraft } from './draft';
import { PartySection } from './party-section';
import { summaryOf } from './summary';
import { TasksSection } from './tasks-section';
import { useConvert } from './use-convert';

interface ConvertFormProps {
  lead: RecordRow;
  /** The kind of leads, whose references say how companies and contacts are looked for. */
  kind: KindMeta;
  proposal: ConversionProposal;
  onDirty: () => void;
  onCancel: () => void;
  onDone: () => void;
}

/** Company, contact, deal and open tasks, and below what will come of them. */
export function ConvertForm({ lead, kind, proposal, onDirty, onCancel, onDone }: ConvertFormProps) {
  const t = useT();
  const format = useFormat();
  const bootstrap = useBootstrap();
  const element = useRef<HTMLFormElement>(null);
  const kinds = useMemo(() => {
    const known = (key: string) => {
      const found = findKind(bootstrap, key);
      return found && found.rights.read !== 'none' ? found : undefined;
    };
    return { company: known('company'), contact: known('contact'), deal: known('deal') };
  }, [bootstrap]);
  const may = useMemo(() => {
    const make = (one: KindMeta | undefined) => one !== undefined && one.rights.create !== 'none';
    return { company: make(kinds.company), contact: make(kinds.contact), deal: make(kinds.deal) };
  }, [kinds]);
  const [draft, setDraft] = useState(() =>
    onlyWritable(startDraft(proposal, may, bootstrap.pipelines), kinds),
  );
  const { busy, complaints, trouble, submit, forgive } = useConvert({ lead, kinds, form: element, onDone });
  const keys = useMemo(
    () => [{ shortcut: 'mod+enter', whileTyping: true, run: () => element.current?.requestSubmit() }],
    [],
  );
  useHotkeys(keys, 'overlay');
  // The dialog was there before its choices were; the focus goes to the first of them.
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus();
  }, []);

  const change = (part: Partial<ConvertDraft>) => {
    setDraft((known) => ({ ...known, ...part }));
    onDirty();
  };
  const list = (parts: readonly string[]) => new Intl.ListFormat(format.locale).format(parts);
  const summary = summaryOf(draft, proposal, t, list);
  const shared = { complaints, onForgive: forgive };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(draft);
      }}
      className="grid"
    >
      {kinds.company && (
        <PartySection
          {...shared}
          part="company"
          kind={kinds.company}
          leadKind={kind}
          candidates={proposal.companies}
          mayMake={may.company}
          draft={draft.company}
          onChange={(company) => change({ company })}
        />
      )}
      {kinds.contact && (
        <PartySection
          {...shared}
          part="contact"
          kind={kinds.contact}
          leadKind={kind}
          candidates={proposal.contacts}
          mayMake={may.contact}
          draft={draft.contact}
          onChange={(contact) => change({ contact })}
        />
      )}
      {kinds.deal && may.deal && (
        <DealSection
          {...shared}
          kind={kinds.deal}
          pipelines={bootstrap.pipelines}
          draft={draft.deal}
          onChange={(deal) => change({ deal })}
        />
      )}
      {proposal.open_tasks > 0 && (
        <TasksSection
          count={proposal.open_tasks}
          withDeal={draft.deal.on}
          value={draft.tasks}
          onChange={(tasks) => change({ tasks })}
        />
      )}
      {summary && <p className="rounded-card bg-sunken px-3 py-2.5 text-ink-2 dark:bg-hover">{summary}</p>}
      {trouble && (
        <p role="alert" className="pt-3 text-danger">
          {trouble}
        </p>
      )}
      <div className="sticky bottom-[-20px] -mx-5 mt-4 -mb-5 flex items-center justify-end gap-2 border-t border-line bg-raised px-5 py-3 max-md:bottom-[-16px] max-md:-mx-4 max-md:-mb-4 max-md:px-4">
        <span aria-hidden="true" className="mr-auto flex gap-1 pointer-coarse:hidden">
          {keyCaps('mod+enter').map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button variant="primary" type="submit" loading={busy}>
          {t('convert.submit')}
        </Button>
      </div>
    </form>
  );
}
