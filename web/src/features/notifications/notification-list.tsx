import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { notificationsQuery, unreadQuery } from '@/api/notifications';
import { useT } from '@/i18n/t';
import { PanelError } from '@/records/page/panel-error';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { NotificationLine } from './notification-line';
import { useMarkRead } from './use-mark-read';

/** What Kith tells the reader, newest first. */
export function NotificationList({ onLeave }: { onLeave: () => void }) {
  const t = useT();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(notificationsQuery);
  const markRead = useMarkRead();
  const all = data?.pages.flatMap((page) => page.data);
  return (
    <>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4 max-md:justify-end">
        <h2 className="flex-1 text-13 font-semibold max-md:sr-only">{t('notify.title')}</h2>
        <Button variant="ghost" size="sm" disabled={unread === 0} onClick={() => void markRead()}>
          {t('notify.read_all')}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {!all && error && <PanelError error={error} onRetry={() => void refetch()} />}
        {!all && !error && <Lines label={t('common.loading')} />}
        {all?.length === 0 && (
          <EmptyState icon={<BellOff />} title={t('notify.empty')} description={t('notify.empty_hint')} />
        )}
        {all && all.length > 0 && (
          <ul className="divide-y divide-line">
            {all.map((notification) => (
              <NotificationLine
                key={notification.id}
                notification={notification}
                onOpen={onLeave}
                onRead={() => void markRead(notification.id)}
              />
            ))}
          </ul>
        )}
        {hasNextPage && (
          <div className="flex justify-center border-t border-line p-3">
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('notify.more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Lines({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-4 p-4">
      {[0, 1, 2, 3].map((line) => (
        <div key={line} className="flex gap-3">
          <Skeleton className="size-5 rounded-full" />
          <Skeleton className="h-8 flex-1" />
        </div>
      ))}
    </div>
  );
}
