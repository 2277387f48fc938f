import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import type { Page, RecordLink, RecordRow, Titled } from './types';

/** What Kith tells the reader. One about several records names their kind and number alone. */
export interface AppNotification extends RecordRow {
  kind: 'assigned' | 'lead_hot' | 'mentioned';
  record: { kind: string; id: string } | null;
  subject: string;
  count: number;
  actor: Titled | null;
  read_at: string | null;
}

/** How many are unread: looked at on return to the page, and each minute. */
export const unreadQuery = queryOptions({
  queryKey: keys.aggregate('notifications', { unread: true }),
  queryFn: async ({ signal }) => {
    const query = { 'read_at[empty]': true };
    const { data } = await api.get<{ data: { count: number }[] }>('/notifications/aggregate', {
      query,
      signal,
    });
    return data[0]?.count ?? 0;
  },
  refetchInterval: 60_000,
  refetchOnWindowFocus: 'always',
});

/** The newest first, page by page. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: keys.lists('notifications'),
  queryFn: ({ pageParam, signal }) =>
    api.get<Page<AppNotification>>('/notifications', {
      query: { include: 'actor', limit: 30, after: pageParam },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.page.next,
  staleTime: 0,
});

/** Marks these read; all where none are named. */
export function markRead(ids?: readonly string[]): Promise<void> {
  return api.post('/notifications/read', { body: ids ? { ids } : {} });
}

/** What a note is about; null where the note is gone, or not for the reader any more. */
export function noteAboutQuery(id: string) {
  return queryOptions({
    queryKey: ['notes', 'about', id],
    queryFn: async ({ signal }) => {
      const query = { filter: JSON.stringify({ field: 'id', op: 'in', value: [id] }), fields: 'record' };
      const { data } = await api.get<Page>('/notes', { query, signal });
      return (data[0]?.['record'] ?? null) as RecordLink | null;
    },
    staleTime: 60_000,
  });
}
