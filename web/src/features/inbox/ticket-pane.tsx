import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Check, Clock, PanelRight, RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { isSettled } from '@/entities/ticket/deadline';
import type { ComposerControl } from '@/entities/ticket/composer';
import { Conversation } from '@/entities/ticket/conversation';
import { CustomerPanel } from '@/entities/ticket/customer-panel';
import { useMergeStore } from '@/entities/ticket/merge-store';
import { MergedBanner } from '@/entities/ticket/merged-banner';
import { StatusBar } from '@/entities/ticket/status-bar';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { useMedia } from '@/lib/use-media';
import { PresentPeople } from '@/records/live/present-people';
import { may } from '@/records/model/permissions';
import { refreshLists } from '@/records/mutations/record-cache';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { Banner } from '@/ui/banner';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Kbd } from '@/ui/kbd';
import { Sheet } from '@/ui/sheet';
import { SnoozeMenu } from './snooze-menu';
import { TicketMenu } from './ticket-menu';
import { useTicketCommands } from './use-ticket-commands';

interface TicketPaneProps {
  kind: KindMeta;
  ticket: RecordRow;
  phone: boolean;
  onBack: () => void;
  /** The ticket has left the box. */
  onLeave: () => void;
}

/** One ticket: its head, what was said, and the customer beside it. */
export function TicketPane({ kind, ticket, phone, onBack, onLeave }: TicketPaneProps) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const client = useQueryClient();
  const wide = useMedia('(min-width: 1280px)');
  const control = useRef<ComposerControl>(null);
  const [panel, setPanel] = useState<boolean | null>(null);
  const [assigning, setAssigning] = useState(false);
  const [snoozing, setSnoozing] = useState(false);
  const update = useUpdateRecord(kind);
  const changeable = may('update', kind, ticket, me) && !ticket.deleted_at;
  const settled = isSettled(ticket);
  const merged = typeof ticket['merged_into_id'] === 'string';
  const shown = panel ?? wide;

  const change = async (values: Record<string, unknown>, said: string) => {
    if (!(await update({ id: ticket.id, values }))) return false;
    announce(said);
    void refreshLists(client, kind.plural);
    return true;
  };
  const resolve = async () => {
    if (settled) await change({ status: 'open' }, t('inbox.reopened'));
    else if (await change({ status: 'resolved' }, t('inbox.was_resolved'))) onLeave();
  };
  const snooze = async (until: string | null) => {
    const said = until ? t('inbox.snoozed', { when: format.due(until).text }) : t('inbox.woken');
    if ((await change({ snoozed_until: until }, said)) && until) onLeave();
  };
  useTicketCommands({
    changeable: changeable && !merged,
    settled,
    reply: () => control.current?.write(false),
    comment: () => control.current?.write(true),
    resolve: () => void resolve(),
    assign: () => setAssigning(true),
    snooze: () => setSnoozing(true),
    merge: () => useMergeStore.getState().merge([ticket.id]),
  });
  const snoozed = typeof ticket['snoozed_until'] === 'string' ? ticket['snoozed_until'] : null;
  // On a phone the ticket is the whole page.
  const Heading = phone ? 'h1' : 'h2';
  const number = `#${String(ticket['number'] ?? '')}`;
  const aside = <CustomerPanel key={ticket.id} ticket={ticket} />;
  return (
    <>
      <section aria-label={t('inbox.ticket', { number })} className="flex min-w-0 flex-1 flex-col bg-surface">
        <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-3 pl-6 max-md:h-12 max-md:pr-1.5 max-md:pl-1">
          {phone && (
            <IconButton
              size="tap"
              tooltip={false}
              label={t('inbox.back')}
              icon={<ArrowLeft strokeWidth={1.75} />}
              onClick={onBack}
            />
          )}
          <Heading className="min-w-0 truncate font-semibold">{ticket.title}</Heading>
          <Link
            to="/$plural/$id"
            params={{ plural: kind.plural, id: ticket.id }}
            aria-label={t('inbox.open_record', { number })}
            className="shrink-0 text-ink-3 tabular-nums hover:underline"
          >
            {number}
          </Link>
          <div className="ml-auto flex shrink-0 items-center gap-1.5">
            <PresentPeople kind={kind} id={ticket.id} />
            {changeable && !settled && (
              <SnoozeMenu
                open={snoozing}
                onOpenChange={setSnoozing}
                snoozed={snoozed !== null}
                onChoose={(until) => void snooze(until)}
              />
            )}
            <TicketMenu kind={kind} ticket={ticket} />
            <IconButton
              label={t(shown ? 'inbox.hide_panel' : 'inbox.show_panel')}
              aria-pressed={shown}
              icon={<PanelRight size={16} strokeWidth={1.75} />}
              onClick={() => setPanel(!shown)}
            />
            {changeable && !merged && (
              <Button
                size="sm"
                icon={
                  settled ? (
                    <RotateCcw size={16} strokeWidth={1.75} />
                  ) : (
                    <Check size={16} strokeWidth={1.75} />
                  )
                }
                onClick={() => void resolve()}
              >
                {t(settled ? 'inbox.reopen' : 'inbox.resolve')}
                <span aria-hidden="true" className="max-md:hidden pointer-coarse:hidden">
                  <Kbd>E</Kbd>
                </span>
              </Button>
            )}
          </div>
        </header>
        <MergedBanner record={ticket} />
        {snoozed && (
          <Banner icon={<Clock size={14} aria-hidden="true" />}>
            {t('inbox.snoozed', { when: format.dateTime(snoozed) })}
          </Banner>
        )}
        <StatusBar
          kind={kind}
          ticket={ticket}
          update={update}
          assigning={assigning}
          setAssigning={setAssigning}
        />
        <Conversation key={ticket.id} kind={kind} ticket={ticket} control={control} onSettled={onLeave} />
      </section>
      {wide && shown && (
        <aside
          aria-label={t('ticket.customer')}
          className="w-[296px] shrink-0 overflow-y-auto border-l border-line bg-surface"
        >
          <p className="flex h-11 items-center px-5 text-12 text-ink-3">{t('ticket.customer')}</p>
          {aside}
        </aside>
      )}
      {!wide && (
        <Sheet
          open={shown}
          onOpenChange={setPanel}
          title={t('ticket.customer')}
          closeLabel={t('common.close')}
          padded={false}
        >
          {aside}
        </Sheet>
      )}
    </>
  );
}
