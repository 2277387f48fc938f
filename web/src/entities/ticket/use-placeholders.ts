import { useBootstrap, useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { readIncluded } from '@/records/model/field-path';
import type { Known } from './placeholders';
import { textOf } from './text-of';
import { useRequester } from './use-requester';

/** What canned replies can name about a ticket. */
export function usePlaceholders(ticket: RecordRow): Known {
  const me = useMe();
  const { workspace } = useBootstrap();
  const { contact, name } = useRequester(ticket);
  return {
    'contact.first_name': contact ? textOf(contact['first_name']) : (name?.split(' ')[0] ?? null),
    'contact.last_name': textOf(contact?.['last_name']),
    'contact.name': name,
    'contact.company': readIncluded(ticket, 'company_id')?.title,
    'ticket.number': `#${String(ticket['number'] ?? '')}`,
    'ticket.subject': ticket.title,
    'me.name': me.name,
    'workspace.name': workspace?.name,
  };
}
