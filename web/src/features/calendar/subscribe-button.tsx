import { CalendarSync } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useT } from '@/i18n/t';
import { useEver } from '@/lib/use-ever';
import { IconButton } from '@/ui/icon-button';

const SubscribeDialog = lazy(async () => ({ default: (await import('./subscribe-dialog')).SubscribeDialog }));

/** Leads to the addresses that calendars of other programs read. */
export function SubscribeButton({ phone }: { phone: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const ever = useEver(open);
  return (
    <>
      <IconButton
        label={t('agenda.subscribe')}
        icon={<CalendarSync size={16} strokeWidth={1.75} />}
        size={phone ? 'tap' : 'md'}
        onClick={() => setOpen(true)}
      />
      {ever && (
        <Suspense>
          <SubscribeDialog open={open} onOpenChange={setOpen} phone={phone} />
        </Suspense>
      )}
    </>
  );
}
