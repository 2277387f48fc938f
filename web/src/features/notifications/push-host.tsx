import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '@/api/bootstrap';
import { markRead, unreadQuery } from '@/api/notifications';
import { keepPushBrowser, pushQuery, readAmong } from '@/api/push';
import { pushedPerson, pushState, shownPushes, takePushes } from '@/lib/browser-push';
import { takeOpenedBy } from '@/lib/opened-by';

/** Stands once in the shell: opens what was pressed among pushed notifications, and takes down what was read. */
export function PushHost() {
  const client = useQueryClient();
  const router = useRouter();
  const { id: me } = useMe();
  const { data: unread } = useQuery(unreadQuery);
  useEffect(() => {
    const read = async (id: string) => {
      await markRead({ ids: [id] });
      await client.invalidateQueries({ queryKey: unreadQuery.queryKey });
    };
    const opened = takeOpenedBy();
    if (opened !== null) void read(opened).catch(() => {});
    if (!('serviceWorker' in navigator)) return undefined;
    const heard = ({ data }: MessageEvent<{ open?: string; notification?: string | null }>) => {
      if (data.open === undefined) return;
      router.history.push(data.open);
      if (data.notification) void read(data.notification).catch(() => {});
    };
    navigator.serviceWorker.addEventListener('message', heard);
    return () => navigator.serviceWorker.removeEventListener('message', heard);
  }, [client, router]);
  // A browser may have been given another address since, and another session has to be told which it is.
  useEffect(() => {
    if (pushedPerson() !== me || pushState() !== 'ready' || Notification.permission !== 'granted') return;
    const again = async () => keepPushBrowser(await takePushes((await client.fetchQuery(pushQuery)).key));
    again().catch(() => {});
  }, [client, me]);
  useEffect(() => {
    takeDown().catch(() => {});
  }, [unread]);
  return null;
}

const idOf = ({ data }: Notification) => (data as { id?: string | null } | null)?.id ?? '';

/** What was read here or on another device is no news any more. */
async function takeDown() {
  const shown = await shownPushes();
  const ids = shown.map(idOf).filter((id) => id !== '');
  if (ids.length === 0) return;
  const read = await readAmong(ids);
  shown.filter((one) => read.includes(idOf(one))).forEach((one) => one.close());
}
