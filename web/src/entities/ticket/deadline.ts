import type { RecordRow } from '@/api/types';

/** A promise of a ticket that is still open. */
export interface Deadline {
  what: 'reply' | 'resolve';
  at: string;
  /** Whole minutes that are left; below zero it is late. */
  minutes: number;
}

export const isSettled = (ticket: RecordRow) =>
  ticket['status'] === 'resolved' || ticket['status'] === 'closed';

/** What has to be done first, and by when. Nothing while the customer has to answer, or once it is settled. */
export function deadlineOf(ticket: RecordRow, now: Date): Deadline | null {
  if (isSettled(ticket) || ticket['status'] === 'waiting') return null;
  const reply = ticket['first_response_at'] ? null : momentOf(ticket['first_response_due_at']);
  const resolve = momentOf(ticket['resolution_due_at']);
  const at = reply ?? resolve;
  if (at === null) return null;
  const minutes = Math.floor((Date.parse(at) - now.getTime()) / 60_000);
  return { what: reply === null ? 'resolve' : 'reply', at, minutes };
}

function momentOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
