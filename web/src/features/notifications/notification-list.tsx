import { Link } from '@tanstack/react-router';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { notificationsQuery, unreadQuery } from '@/api/notifications';
import { useT } from '@/i18n/t';
import { PanelError } from '@/records/page/panel-error';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LinesSkeleton } from './lines-skeleton';
import { NotificationLines } from './notification-lines';
import { useMarkRead } from './use-mark-read';

/** What Kith tells the reader, newest first: the beginning of the centre. */
export function NotificationList({ onLeave }: { onLeave: () => void }) {
  const t = useT();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const { data, error, refetch } = useInfiniteQuery(notificationsQuery());
  const markRead = useMarkRead();
  const all = data?.pages.flatMap((page) => page.data);
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4 max-md:justify-end">
        <h2 className="flex-1 text-13 font-semibold max-md:sr-only">{t('notify.title')}</h2>
        <Button variant="ghost" size="sm" disabled={unread === 0} onClick={() => void markRead()}>
          {t('notify.read_all')}
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {!all && error && <PanelError error={error} onRetry={() => void refetch()} />}
        {!all && !error && <LinesSkeleton label={t('common.loading')} />}
        {all?.length === 0 && (
          <EmptyState icon={<BellOff />} title={t('notify.empty')} description={t('notify.empty_hint')} />
        )}
        {all && all.length > 0 && <NotificationLines all={all} onLeave={onLeave} />}
      </div>
      <footer className="flex h-11 shrink-0 items-center border-t border-line px-2">
        <Link
          to="/notifications"
          onClick={onLeave}
          className="focus-inset flex h-7 flex-1 items-center justify-center rounded-ctl text-13 font-medium text-ink-2 hover:bg-hover max-md:h-11"
        >
          {t('notify.centre')}
        </Link>
      </footer>
    </>
  );
}
