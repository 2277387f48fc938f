import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import type { Page, RecordLink, RecordRow, Titled } from './types';

export const NOTIFICATION_KINDS = [
  'mentioned',
  'note_reply',
  'assigned',
  'shared',
  'task_reminder',
  'task_due',
  'task_overdue',
  'meeting_answer',
  'lead_hot',
  'sms_reply',
  'ticket_reply',
  'ticket_due',
  'ticket_overdue',
  'ticket_awake',
] as const;

export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What Kith tells the reader. One about several records names their kind and number alone. */
export interface AppNotification extends RecordRow {
  kind: NotificationKind;
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

export interface NotificationFilter {
  unread?: boolean;
  kind?: string | undefined;
}

/** The newest first, page by page. */
export function notificationsQuery({ unread = false, kind }: NotificationFilter = {}) {
  const conditions = [
    ...(unread ? [{ field: 'read_at', op: 'empty' }] : []),
    ...(kind === undefined ? [] : [{ field: 'kind', op: 'eq', value: kind }]),
  ];
  const filter = conditions.length > 0 ? { and: conditions } : undefined;
  return infiniteQueryOptions({
    queryKey: keys.list('notifications', { filter }),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AppNotification>>('/notifications', {
        query: { include: 'actor', limit: 50, after: pageParam, filter: filter && JSON.stringify(filter) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
    staleTime: 0,
  });
}

/** Which notifications; all where nothing is said. */
export interface Which {
  ids?: readonly string[];
  kind?: string;
  record?: RecordLink;
}

export function markRead(which: Which): Promise<void> {
  return api.post('/notifications/read', { body: which });
}

export type MailWay = 'off' | 'now' | 'digest';

/** In which ways somebody is told of one kind of thing. */
export interface NotificationChoice {
  kind: NotificationKind;
  app: boolean;
  mail: MailWay;
  push: boolean;
}

/** The ways that differ. */
export type NotificationWays = Partial<Pick<NotificationChoice, 'app' | 'mail' | 'push'>>;

export const choicesQuery = queryOptions({
  queryKey: ['notifications', 'choices'],
  queryFn: async ({ signal }) =>
    (await api.get<{ data: NotificationChoice[] }>('/me/notifications', { signal })).data,
});

/** Changes some of the ways in which one is told of a kind of thing; answers with all choices. */
export async function choose(kind: NotificationKind, ways: NotificationWays): Promise<NotificationChoice[]> {
  const body = { choices: { [kind]: ways } };
  return (await api.patch<{ data: NotificationChoice[] }>('/me/notifications', { body })).data;
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

/** A shared view; null where it is gone. */
export function viewQuery(id: string) {
  return queryOptions({
    queryKey: ['views', 'about', id],
    queryFn: ({ signal }) => api.get<RecordRow>(`/views/${id}`, { signal }),
    staleTime: 60_000,
  });
}
