import { lazy, Suspense } from 'react';
import { useEver } from '@/lib/use-ever';
import type { DialogProps } from './dialog-panel';

const Panel = lazy(async () => ({ default: (await import('./dialog-panel')).DialogPanel }));

/** A question or a form over the page. Its code loads when one first opens. */
export function Dialog(props: DialogProps) {
  // Afterwards it stays, so that it can close with its movement.
  if (!useEver(props.open)) return null;
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}
