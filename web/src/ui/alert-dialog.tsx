import { lazy, Suspense } from 'react';
import { useEver } from '@/lib/use-ever';
import type { AlertDialogProps } from './alert-dialog-panel';

const Panel = lazy(async () => ({ default: (await import('./alert-dialog-panel')).AlertDialogPanel }));

/** Asks before something that cannot be undone. Whatever can be undone is done, with an undo. */
export function AlertDialog(props: AlertDialogProps) {
  // Afterwards it stays, so that it can close with its movement.
  if (!useEver(props.open)) return null;
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}
