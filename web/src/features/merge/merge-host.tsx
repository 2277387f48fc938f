import { lazy, Suspense } from 'react';
import { useKind } from '@/api/bootstrap';
import { useMergeStore } from '@/entities/ticket/merge-store';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog')).MergeDialog }));
const SplitDialog = lazy(async () => ({ default: (await import('./split-dialog')).SplitDialog }));

/** Mounted once: the dialogs that make one ticket of several and several of one. */
export function MergeHost() {
  const { merging, splitting, close } = useMergeStore();
  const kind = useKind('ticket');
  if (!kind) return null;
  return (
    <Suspense>
      {merging && <MergeDialog key={merging.join()} ids={merging} kind={kind} onClose={close} />}
      {splitting && <SplitDialog key={splitting.message.id} {...splitting} onClose={close} />}
    </Suspense>
  );
}
