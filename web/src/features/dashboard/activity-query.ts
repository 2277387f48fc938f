import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ActivityEntry, Page } from '@/api/types';

/** What happened in the workspace or what one person did, newest first, page by page. */
export const activityQuery = (actor: string | null) =>
  infiniteQueryOptions({
    queryKey: keys.activity({ actor }),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ActivityEntry>>('/activity', { query: { actor, limit: 30, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  });
