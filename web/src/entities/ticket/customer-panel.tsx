import { Link } from '@tanstack/react-router';
import { useBootstrap, useKind } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { readIncluded } from '@/records/model/field-path';
import type { FilterNode } from '@/records/model/filter-tree';
import { Avatar } from '@/ui/avatar';
import { Skeleton } from '@/ui/skeleton';
import { Clocks } from './clocks';
import { Facts } from './facts';
import { LinkedTickets } from './linked-tickets';
import { PanelList } from './panel-list';
import { useRequester } from './use-requester';

/** Who asks, what was promised, and what else there is between us. */
export function CustomerPanel({ ticket }: { ticket: RecordRow }) {
  const t = useT();
  const format = useFormat();
  const { pipelines } = useBootstrap();
  const { contact, kind, name, email } = useRequester(ticket);
  const tickets = useKind('ticket');
  const deals = useKind('deal');
  const interactions = useKind('interaction');
  const company = readIncluded(ticket, 'company_id');
  const id = contact?.id;
  const waiting = typeof ticket['contact_id'] === 'string' && !contact && kind?.rights.read !== 'none';
  const facts = contact ?? { email, phone: null };
  const of = (field: string): FilterNode => ({ field, op: 'eq', value: id ?? '' });
  return (
    <div className="min-w-0 pb-6">
      <section className="border-b border-line pb-3">
        <div className="flex items-center gap-3 px-5 pb-3 max-md:px-4">
          <Avatar name={name ?? '?'} size={40} />
          <div className="min-w-0">
            <p className="truncate font-semibold">
              {contact && kind ? (
                <Link
                  to="/$plural/$id"
                  params={{ plural: kind.plural, id: contact.id }}
                  className="hover:underline"
                >
                  {contact.title}
                </Link>
              ) : (
                (name ?? t('ticket.unknown'))
              )}
            </p>
            <p className="truncate text-12 text-ink-2">
              {contact
                ? t('ticket.since', {
                    date: new Date(contact.created_at).toLocaleDateString(format.locale, {
                      month: 'short',
                      year: 'numeric',
                      timeZone: format.timeZone,
                    }),
                  })
                : waiting
                  ? '…'
                  : t('ticket.no_contact')}
            </p>
          </div>
        </div>
        {waiting ? <Skeleton className="mx-5 h-16" /> : <Facts record={facts} company={company} />}
      </section>
      <Clocks ticket={ticket} />
      {tickets && <LinkedTickets kind={tickets} ticket={ticket} />}
      {id && tickets && (
        <PanelList
          kind={tickets}
          title={t('ticket.other_tickets')}
          filter={{
            and: [
              of('contact_id'),
              { field: 'id', op: 'not_in', value: [ticket.id] },
              { field: 'merged_into_id', op: 'empty' },
            ],
          }}
          sort="-last_message_at"
          detail={(row) => `#${String(row['number'] ?? '')}`}
          search={(row) => ({ ticket: row.id })}
        />
      )}
      {id && deals && deals.rights.read !== 'none' && (
        <PanelList
          kind={deals}
          title={t('ticket.open_deals')}
          filter={{ and: [of('contact_id'), { field: 'status', op: 'eq', value: 'open' }] }}
          sort="-updated_at"
          detail={(row) =>
            pipelines.flatMap(({ stages }) => stages).find(({ id: stage }) => stage === row['stage_id'])
              ?.title ?? ''
          }
        />
      )}
      {id && interactions && interactions.rights.read !== 'none' && (
        <PanelList
          kind={interactions}
          title={t('ticket.interactions')}
          filter={{ and: [of('contact_id')] }}
          sort="-occurred_at"
          detail={(row) => format.date(String(row['occurred_at'] ?? row.created_at))}
        />
      )}
    </div>
  );
}
