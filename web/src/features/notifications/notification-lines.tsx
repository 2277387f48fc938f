import { useMemo } from 'react';
import type { AppNotification } from '@/api/notifications';
import { groupNotifications } from './group-notifications';
import { NotificationLine } from './notification-line';
import { useMarkRead } from './use-mark-read';

interface NotificationLinesProps {
  all: readonly AppNotification[];
  onLeave?: () => void;
}

/** Notifications as lines, one for each group. */
export function NotificationLines({ all, onLeave }: NotificationLinesProps) {
  const markRead = useMarkRead();
  const groups = useMemo(() => groupNotifications(all), [all]);
  return (
    <ul className="divide-y divide-line">
      {groups.map((group) => (
        <NotificationLine
          key={group.newest.id}
          group={group}
          onOpen={() => onLeave?.()}
          onRead={() => void markRead(group)}
        />
      ))}
    </ul>
  );
}
