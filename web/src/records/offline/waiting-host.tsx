import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { openWaitingRoom } from '../mutations/waiting-room';
import { startWorker } from './start-worker';
import { WaitingSender } from './waiting-sender';
import { useWaiting } from './waiting-store';

const WaitingDialog = lazy(async () => ({ default: (await import('./waiting-dialog')).WaitingDialog }));

/** Stands once in the shell: keeps what is read for when there is no network, and sends what waited for it. */
export function WaitingHost() {
  const client = useQueryClient();
  const { kinds } = useBootstrap();
  const { id: me } = useMe();
  const open = useWaiting((state) => state.open);
  useEffect(() => startWorker(me), [me]);
  useEffect(() => {
    const started = new WaitingSender(client, kinds, me);
    openWaitingRoom(started);
    // Where the browser stores nothing, what cannot be sent fails as it would without this.
    const work = started.start().catch(() => openWaitingRoom(null));
    return () => {
      openWaitingRoom(null);
      void work.then(() => started.stop());
    };
  }, [client, kinds, me]);
  if (!open) return null;
  return (
    <Suspense>
      <WaitingDialog />
    </Suspense>
  );
}
