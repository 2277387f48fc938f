import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { toast } from 'sonner';
import { markRead, notificationsQuery, unreadQuery, type AppNotification } from '@/api/notifications';
import type { Page } from '@/api/types';
import { useT } from '@/i18n/t';

type Pages = InfiniteData<Page<AppNotification>, string | null>;

/** Marks one read, or all. It shows at once and is taken back where the server refuses. */
export function useMarkRead(): (id?: string) => Promise<void> {
  const t = useT();
  const client = useQueryClient();
  return async (id) => {
    const { queryKey } = notificationsQuery;
    await client.cancelQueries({ queryKey });
    const pages = client.getQueryData<Pages>(queryKey);
    const unread = client.getQueryData(unreadQuery.queryKey);
    const now = new Date().toISOString();
    const read = (one: AppNotification) =>
      one.read_at === null && (id === undefined || one.id === id) ? { ...one, read_at: now } : one;
    client.setQueryData<Pages>(
      queryKey,
      pages && {
        ...pages,
        pages: pages.pages.map((page) => ({ ...page, data: page.data.map(read) })),
      },
    );
    client.setQueryData(unreadQuery.queryKey, (count) =>
      id === undefined ? 0 : Math.max(0, (count ?? 0) - 1),
    );
    try {
      await markRead(id === undefined ? undefined : [id]);
    } catch {
      client.setQueryData(queryKey, pages);
      client.setQueryData(unreadQuery.queryKey, unread);
      toast.error(t('notify.read_failed'));
    }
    await client.invalidateQueries({ queryKey: unreadQuery.queryKey });
  };
}
