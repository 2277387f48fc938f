import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { useDirectory } from '../fields/use-field-contexts';
import { LiveSync } from './live-sync';

/** Stands once in the shell and shows nothing: it keeps what is on the screen up to date. */
export function LiveHost() {
  const client = useQueryClient();
  const { kinds, event_id: eventId } = useBootstrap();
  const { kinds: known } = useDirectory();
  const { id: me } = useMe();
  const since = useEffectEvent(() => eventId);
  useEffect(() => {
    const sync = new LiveSync(client, kinds, known, me, since());
    sync.start();
    return () => sync.stop();
  }, [client, kinds, known, me]);
  return null;
}
