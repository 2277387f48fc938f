import { useQuery } from '@tanstack/react-query';
import { calendarsQuery } from '@/api/calendars';
import { useT } from '@/i18n/t';
import { PanelError } from '@/records/page/panel-error';
import { Dialog } from '@/ui/dialog';
import { Sheet } from '@/ui/sheet';
import { Skeleton } from '@/ui/skeleton';
import { SubscribeRow } from './subscribe-row';

interface SubscribeDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  phone: boolean;
}

/** One's own calendar and those of teams, each with its address for other programs. */
export function SubscribeDialog({ open, onOpenChange, phone }: SubscribeDialogProps) {
  const t = useT();
  const feeds = useQuery({ ...calendarsQuery, enabled: open });
  const shared = { open, onOpenChange, title: t('feed.title'), closeLabel: t('common.close') };
  const body = (
    <>
      <p className="text-ink-2">{t('feed.lede')}</p>
      <p className="mt-2 text-ink-2">{t('feed.secret')}</p>
      {feeds.data ? (
        <ul className="mt-3 divide-y divide-line border-t border-line">
          {feeds.data.map((feed) => (
            <SubscribeRow key={feed.id} feed={feed} />
          ))}
        </ul>
      ) : feeds.error ? (
        <PanelError error={feeds.error} onRetry={() => void feeds.refetch()} />
      ) : (
        <div
          role="status"
          aria-label={t('common.loading')}
          className="mt-3 grid gap-3 border-t border-line pt-3"
        >
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      )}
    </>
  );
  return phone ? <Sheet {...shared}>{body}</Sheet> : <Dialog {...shared}>{body}</Dialog>;
}
