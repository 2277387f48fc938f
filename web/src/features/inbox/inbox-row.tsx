import type { Ref } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { DeadlineChip } from '@/entities/ticket/deadline-chip';
import { useLive } from '@/records/live/live-store';
import { readIncluded } from '@/records/model/field-path';
import { PersonAvatar } from '@/records/people/person-avatar';
import { Avatar } from '@/ui/avatar';

interface InboxRowProps {
  ticket: RecordRow;
  chosen: boolean;
  onChoose: () => void;
  ref?: Ref<HTMLButtonElement>;
}

/** A ticket in the list: what it is about, who asks, how the last message begins, what was promised. */
export function InboxRow({ ticket, chosen, onChoose, ref }: InboxRowProps) {
  const t = useT();
  const format = useFormat();
  const { users } = useBootstrap();
  const fresh = useLive(({ fresh: ids }) => ids.has(ticket.id));
  const waits = ticket['awaiting_reply'] === true;
  const assignee = users.find(({ id }) => id === ticket['assignee_id']);
  const asks = [
    readIncluded(ticket, 'contact_id')?.title ?? ticket['requester_name'] ?? ticket['requester_email'],
    readIncluded(ticket, 'company_id')?.title,
  ];
  const at = String(ticket['last_message_at'] ?? ticket.created_at);
  return (
    <button
      ref={ref}
      type="button"
      aria-current={chosen || undefined}
      onClick={onChoose}
      className={cn(
        'focus-inset relative grid w-full gap-0.5 border-b border-hairline py-2.5 pr-4 pl-7 text-left transition-colors duration-600 hover:bg-row-hover',
        fresh && 'bg-selected',
        chosen && 'bg-selected hover:bg-selected',
      )}
    >
      {waits && <span aria-hidden="true" className="absolute top-4 left-3 size-2 rounded-full bg-accent" />}
      <span className="flex items-baseline gap-3">
        <span className={cn('min-w-0 flex-1 truncate', waits ? 'font-semibold' : 'font-medium')}>
          {ticket.title}
          {waits && <span className="sr-only"> {t('ticket.awaiting')}</span>}
        </span>
        <time dateTime={at} title={format.full(at)} className="shrink-0 text-12 text-ink-3 tabular-nums">
          {format.ago(at)}
        </time>
      </span>
      <span className="truncate text-12 text-ink-2">
        {asks.filter((part) => typeof part === 'string' && part !== '').join(' · ') || t('ticket.unknown')}
      </span>
      <span className="truncate text-12 text-ink-3">{String(ticket['snippet'] ?? '') || ' '}</span>
      <span className="mt-1 flex items-center gap-2">
        <DeadlineChip ticket={ticket} />
        <span className="text-12 text-ink-3 tabular-nums">#{String(ticket['number'] ?? '')}</span>
        <span className="ml-auto flex">
          {assignee ? (
            <PersonAvatar id={assignee.id} name={assignee.title} label={assignee.title} />
          ) : (
            <Avatar kind="nobody" name="" label={t('ticket.nobody')} />
          )}
        </span>
      </span>
    </button>
  );
}
