import { queryOptions } from '@tanstack/react-query';
import type { PushTarget } from '@/lib/browser-push';
import { api } from './client';
import type { Page, RecordRow } from './types';

/** A browser in which one takes pushes. */
export interface PushBrowser {
  id: string;
  device: string;
  created_at: string;
  succeeded_at: string | null;
  failed_at: string | null;
  trouble: string | null;
  current: boolean;
}

interface PushBrowsers {
  /** What a browser subscribes with. */
  key: string;
  data: PushBrowser[];
}

/** The browsers in which I take pushes. */
export const pushQuery = queryOptions({
  queryKey: ['push', 'browsers'],
  queryFn: ({ signal }) => api.get<PushBrowsers>('/me/push', { signal }),
});

export const keepPushBrowser = (target: PushTarget) => api.put<PushBrowser>('/me/push', { body: target });
export const removePushBrowser = (id: string) => api.delete(`/me/push/${id}`);
export const testPushBrowser = (id: string) => api.post(`/me/push/${id}/test`);

/** Which of these notifications have been read. */
export async function readAmong(ids: readonly string[]): Promise<string[]> {
  const and = [
    { field: 'id', op: 'in', value: ids },
    { field: 'read_at', op: 'not_empty' },
  ];
  const query = { filter: JSON.stringify({ and }), fields: 'read_at', limit: ids.length };
  const { data } = await api.get<Page<RecordRow>>('/notifications', { query });
  return data.map(({ id }) => id);
}
