import { useKind } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { PanelList } from './panel-list';
import { numberOf } from './refresh-tickets';

/** The tickets of a customer that are not settled, over the customer's details. */
export function OpenTickets({ kind, record }: RecordSlotProps) {
  const t = useT();
  const tickets = useKind('ticket');
  if (!tickets || tickets.rights.read === 'none') return null;
  return (
    <PanelList
      kind={tickets}
      title={t('ticket.open_tickets')}
      filter={{
        and: [
          { field: `${kind.key}_id`, op: 'eq', value: record.id },
          { field: 'status', op: 'in', value: ['open', 'in_progress', 'waiting'] },
        ],
      }}
      sort="-last_message_at"
      detail={numberOf}
      search={(row) => ({ ticket: row.id })}
      quiet
    />
  );
}
