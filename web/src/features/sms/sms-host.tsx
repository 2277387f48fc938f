import { lazy, Suspense } from 'react';
import { useKind } from '@/api/bootstrap';
import { useSmsStore } from '@/entities/sms-store';

const SmsDialog = lazy(async () => ({ default: (await import('./sms-dialog')).SmsDialog }));

/** Mounted once: the text message to somebody, over whatever page is open. */
export function SmsHost() {
  const { to, close } = useSmsStore();
  const kind = useKind(to?.kind ?? 'contact');
  if (!to || !kind) return null;
  return (
    <Suspense>
      <SmsDialog key={to.record.id} kind={kind} record={to.record} onClose={close} />
    </Suspense>
  );
}
