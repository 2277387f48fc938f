import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { toast } from 'sonner';
import { keys } from '@/api/keys';
import { markRead, unreadQuery, type AppNotification } from '@/api/notifications';
import type { Page } from '@/api/types';
import { useT } from '@/i18n/t';
import type { NotificationGroup } from './group-notifications';

type Pages = InfiniteData<Page<AppNotification>, string | null>;

/** Marks what one line stands for, or everything. It shows at once and is taken back where the server refuses. */
export function useMarkRead(): (group?: NotificationGroup) => Promise<void> {
  const t = useT();
  const client = useQueryClient();
  return async (group) => {
    const lists = { queryKey: keys.lists('notifications') };
    await client.cancelQueries(lists);
    const before = client.getQueriesData<Pages>(lists);
    const unread = client.getQueryData(unreadQuery.queryKey);
    const now = new Date().toISOString();
    const read = (one: AppNotification) =>
      one.read_at === null && (!group || group.ids.includes(one.id)) ? { ...one, read_at: now } : one;
    client.setQueriesData<Pages>(
      lists,
      (pages) =>
        pages && {
          ...pages,
          pages: pages.pages.map((page) => ({ ...page, data: page.data.map(read) })),
        },
    );
    client.setQueryData(unreadQuery.queryKey, (count) =>
      group ? Math.max(0, (count ?? 0) - group.ids.length) : 0,
    );
    try {
      await markRead(group ? which(group) : {});
    } catch {
      before.forEach(([key, pages]) => client.setQueryData(key, pages));
      client.setQueryData(unreadQuery.queryKey, unread);
      toast.error(t('notify.read_failed'));
    }
    await client.invalidateQueries({ queryKey: unreadQuery.queryKey });
  };
}

/** A line of several stands for those too that are not loaded yet. */
function which({ newest, ids }: NotificationGroup) {
  return ids.length > 1 && newest.record ? { kind: newest.kind, record: newest.record } : { ids };
}
