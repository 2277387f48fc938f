import { api } from './client';
import type { RecordRow } from './types';

/** Makes tickets a part of another one, which is answered. */
export function mergeTickets(into: string, ids: readonly string[]): Promise<RecordRow> {
  return api.post<RecordRow>(`/tickets/${into}/merge`, { body: { ticket_ids: ids } });
}

/** Takes a merge back, and answers the ticket that is one again. */
export function unmergeTicket(id: string): Promise<RecordRow> {
  return api.post<RecordRow>(`/tickets/${id}/unmerge`);
}

/** Makes a ticket of a message, and answers it. */
export function splitTicket(
  id: string,
  body: { message_id: string; following: boolean; subject: string },
): Promise<RecordRow> {
  return api.post<RecordRow>(`/tickets/${id}/split`, { body });
}
