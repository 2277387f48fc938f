import { expect, test } from 'vitest';
import type { AppNotification, NotificationKind } from '@/api/notifications';
import { groupNotifications } from './group-notifications';

let number = 0;

function told(kind: NotificationKind, record: string | null, read = false): AppNotification {
  number += 1;
  const at = '2026-03-02T09:00:00Z';
  return {
    id: `${number}`,
    version: 1,
    title: '',
    created_at: at,
    updated_at: at,
    created_by: null,
    kind,
    record: record === null ? null : { kind: 'ticket', id: record },
    subject: 'ticket',
    count: record === null ? 3 : 1,
    actor: null,
    read_at: read ? at : null,
  };
}

test('the same about the same record is one line where the newest stands', () => {
  const all = [
    told('ticket_reply', 'a'),
    told('ticket_due', 'a'),
    told('ticket_reply', 'b'),
    told('ticket_reply', 'a'),
    told('ticket_reply', 'a', true),
    told('assigned', null),
    told('assigned', null),
  ];
  const ids = all.map(({ id }) => id);
  expect(groupNotifications(all).map((group) => group.ids)).toEqual([
    [ids[0], ids[3]],
    [ids[1]],
    [ids[2]],
    [ids[4]],
    [ids[5]],
    [ids[6]],
  ]);
  expect(groupNotifications(all).map((group) => group.unread)).toEqual([true, true, true, false, true, true]);
  expect(groupNotifications([])).toEqual([]);
});
