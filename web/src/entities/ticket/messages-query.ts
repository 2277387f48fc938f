import type { KindMeta } from '@/api/types';
import type { ListQuery } from '@/records/model/list-params';
import { useRecordList } from '@/records/mutations/use-record-list';

const of = (ticket: string): ListQuery => ({
  filter: { and: [{ field: 'ticket_id', op: 'eq', value: ticket }] },
  sort: '-sent_at',
  q: '',
});

/** What was said in a ticket, the last first; a page holds more than most tickets have. */
export function useMessages(kind: KindMeta, ticket: string) {
  return useRecordList(kind, of(ticket));
}
