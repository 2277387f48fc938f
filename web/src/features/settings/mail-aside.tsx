import { useInfiniteQuery } from '@tanstack/react-query';
import { asideQuery, rawMailPath, type Mailbox } from '@/api/mailboxes';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { DownloadLink } from '@/records/download-link';
import { LoadMore } from '@/records/timeline/load-more';
import { Sheet } from '@/ui/sheet';
import { SettingRows } from './setting-rows';

/** The mails of a mailbox of which nothing could be made, each with the reason and its bytes. */
export function MailAside({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const list = useInfiniteQuery(asideQuery(mailbox.id));
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('mailbox.aside.title')}
      closeLabel={t('common.close')}
      width={560}
      phoneHeight="full"
    >
      <p className="mb-3 text-ink-2">{t('mailbox.aside.lede')}</p>
      <SettingRows
        rows={list.data?.pages.flatMap((page) => page.data)}
        error={list.error}
        onRetry={() => void list.refetch()}
        empty={t('mailbox.aside.empty')}
        label={t('mailbox.aside.title')}
      >
        {(mail) => (
          <div className="py-2.5">
            <p className="truncate font-medium">{mail.subject || t('outbox.no_subject')}</p>
            <p className="truncate text-12 text-ink-3">
              {mail.from.name || mail.from.address || t('mailbox.aside.nobody')} ·{' '}
              {format.ago(mail.created_at)}
            </p>
            <p className="mt-0.5">{mail.reason}</p>
            {mail.has_raw && (
              <DownloadLink
                href={`/api/v1${rawMailPath(mail.id)}`}
                className="text-12 text-accent hover:underline"
              >
                {t('mailbox.aside.raw')}
              </DownloadLink>
            )}
          </div>
        )}
      </SettingRows>
      {list.hasNextPage && (
        <LoadMore
          loading={list.isFetchingNextPage}
          failed={list.isFetchNextPageError}
          onLoad={() => void list.fetchNextPage()}
        />
      )}
    </Sheet>
  );
}
