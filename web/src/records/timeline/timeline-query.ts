import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, RecordRow, TimelineEntry } from '@/api/types';

export type TimelineType = TimelineEntry['type'];

export const TIMELINE_TYPES = [
  'note',
  'interaction',
  'task',
  'file',
  'mail',
  'change',
] as const satisfies readonly TimelineType[];

/** No types means all of them. */
export function timelineQuery(plural: string, id: string, types: readonly TimelineType[] = []) {
  const list = types.toSorted().join(',');
  return infiniteQueryOptions({
    queryKey: keys.timeline(plural, id, list),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TimelineEntry>>(`/${plural}/${id}/timeline`, {
        query: { limit: 30, after: pageParam, types: list },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.page.next,
  });
}

/** The notes that stay on top, whatever their age. */
export function pinnedNotesQuery(kind: string, plural: string, id: string) {
  return {
    queryKey: [...keys.kind(plural), 'pinned', id] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const query = { record: `${kind}:${id}`, pinned: true, sort: '-created_at', limit: 20 };
      return (await api.get<Page<RecordRow>>('/notes', { query, signal })).data;
    },
  };
}
