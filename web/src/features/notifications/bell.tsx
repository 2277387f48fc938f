import { useQuery } from '@tanstack/react-query';
import { Bell as Icon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { unreadQuery } from '@/api/notifications';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { IconButton } from '@/ui/icon-button';
import { Popover } from '@/ui/popover';
import { Sheet } from '@/ui/sheet';

const List = lazy(async () => ({ default: (await import('./notification-list')).NotificationList }));

const MOST = 99;

/** How much is unread, and what it is. */
export function Bell() {
  const t = useT();
  const phone = useIsMobile();
  const [open, setOpen] = useState(false);
  const { data: unread = 0 } = useQuery(unreadQuery);
  const list = (
    <Suspense fallback={<div className="h-72" />}>
      <List onLeave={() => setOpen(false)} />
    </Suspense>
  );
  const button = (
    <IconButton
      label={t('notify.button', { count: unread })}
      tooltip={!open}
      size={phone ? 'tap' : 'md'}
      icon={
        <>
          <Icon size={16} strokeWidth={1.75} />
          {unread > 0 && (
            <span
              aria-hidden="true"
              data-count={unread > MOST ? t('notify.many') : unread}
              className="absolute -top-0.5 left-1/2 min-w-4 rounded-full bg-danger px-1 text-center text-11 leading-4 font-semibold text-on-danger tabular-nums ring-2 ring-surface before:content-[attr(data-count)] max-md:top-1"
            />
          )}
        </>
      }
      {...(phone && {
        'aria-haspopup': 'dialog' as const,
        'aria-expanded': open,
        onClick: () => setOpen(true),
      })}
    />
  );
  if (!phone) {
    return (
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger={button}
        label={t('notify.title')}
        align="end"
        className="flex max-h-[min(70vh,var(--radix-popover-content-available-height))] w-[400px] flex-col overflow-hidden"
      >
        {list}
      </Popover>
    );
  }
  return (
    <>
      {button}
      <Sheet
        open={open}
        onOpenChange={setOpen}
        title={t('notify.title')}
        closeLabel={t('common.close')}
        phoneHeight="full"
        padded={false}
      >
        {list}
      </Sheet>
    </>
  );
}
