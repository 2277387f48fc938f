import type { QueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { keys } from '@/api/keys';
import { unmergeTicket } from '@/api/tickets';
import type { RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { refreshLists } from '@/records/mutations/record-cache';

const MOVING = ['ticket_messages', 'files', 'notes', 'tasks', 'interactions'];

/** Asks again for tickets whose messages, files and notes went elsewhere. */
export async function refreshTickets(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.kind('tickets') }),
    ...MOVING.map((plural) => refreshLists(client, plural)),
  ]);
}

/** Takes a merge back. Why it stays, a toast says. */
export async function undoMerge(client: QueryClient, ticket: Pick<RecordRow, 'id'>): Promise<boolean> {
  try {
    const row = await unmergeTicket(ticket.id);
    toast.success(t('merge.undone', { number: numberOf(row) }));
    await refreshTickets(client);
    return true;
  } catch (error) {
    toast.error(t('merge.not_undone'), { description: failureText(error) });
    return false;
  }
}

export function numberOf(ticket: Pick<RecordRow, 'id'> & Record<string, unknown>): string {
  return `#${String(ticket['number'] ?? '')}`;
}
