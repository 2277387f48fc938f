import { lazy, Suspense } from 'react';
import { useKind } from '@/api/bootstrap';
import { useSequenceStore } from '@/entities/lead/sequence-store';

const StartDialog = lazy(async () => ({ default: (await import('./start-dialog')).StartDialog }));

/** Mounted once: the dialog that starts a sequence, over whatever page is open. */
export function SequenceHost() {
  const { target, close } = useSequenceStore();
  const kind = useKind('lead');
  if (!target || !kind) return null;
  return (
    <Suspense>
      <StartDialog target={target} kind={kind} onClose={close} />
    </Suspense>
  );
}
