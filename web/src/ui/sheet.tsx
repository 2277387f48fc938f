import { lazy, Suspense } from 'react';
import { useEver } from '@/lib/use-ever';
import type { SheetProps } from './sheet-panel';

const Panel = lazy(async () => ({ default: (await import('./sheet-panel')).SheetPanel }));

/** A drawer at the side; on phones a sheet from below with a handle and a close button. Its code loads when one first opens. */
export function Sheet(props: SheetProps) {
  // Afterwards it stays, so that it can close with its movement.
  if (!useEver(props.open)) return null;
  return (
    <Suspense>
      <Panel {...props} />
    </Suspense>
  );
}
