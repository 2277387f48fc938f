import { NOTIFICATION_KINDS, type NotificationKind } from '@/api/notifications';

/** The search part of the centre's address. */
export interface CentreSearch {
  unread?: true;
  kind?: NotificationKind;
}

/** Keeps what makes sense; the rest shows everything. */
export function readCentreSearch(search: Record<string, unknown>): CentreSearch {
  const kind = NOTIFICATION_KINDS.find((known) => known === search['kind']);
  return { ...(search['unread'] === true && { unread: true }), ...(kind && { kind }) };
}
