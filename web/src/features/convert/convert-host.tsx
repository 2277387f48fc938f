import { lazy, Suspense } from 'react';
import { useKind } from '@/api/bootstrap';
import { useConvertStore } from '@/entities/lead/convert-store';

const ConvertDialog = lazy(async () => ({ default: (await import('./convert-dialog')).ConvertDialog }));

/** Mounted once: the dialog that makes a customer of a lead, over whatever page is open. */
export function ConvertHost() {
  const { lead, close } = useConvertStore();
  const kind = useKind('lead');
  if (!lead || !kind) return null;
  return (
    <Suspense>
      <ConvertDialog key={lead.id} lead={lead} kind={kind} onClose={close} />
    </Suspense>
  );
}
