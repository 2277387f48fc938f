import type { AppNotification } from '@/api/notifications';

/** The same told of the same record, once or several times. */
export interface NotificationGroup {
  newest: AppNotification;
  ids: string[];
  unread: boolean;
}

/**
 * Folds what is told of the same record into one line, where the newest stands. What was read stays apart from
 * what was not, so that old news does not hide behind new.
 */
export function groupNotifications(all: readonly AppNotification[]): NotificationGroup[] {
  const groups = new Map<string, NotificationGroup>();
  for (const one of all) {
    const unread = one.read_at === null;
    const about = one.record ? `${one.kind} ${one.record.kind} ${one.record.id} ${unread}` : one.id;
    const group = groups.get(about);
    if (group) group.ids.push(one.id);
    else groups.set(about, { newest: one, ids: [one.id], unread });
  }
  return [...groups.values()];
}
