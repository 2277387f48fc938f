import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, TimelineChangeEntry } from '@/api/types';

/** A change anywhere in the workspace. */
export interface ActivityEntry extends TimelineChangeEntry {
  kind: string;
  record_id: string;
  record_title: string;
}

/** What of the feed is wanted; what is absent does not matter. */
export interface ActivityFilter {
  /** The key of a kind. */
  kind?: string | null;
  /** A user, or `me`. */
  actor?: string | null;
  team?: string | null;
  op?: string | null;
  from?: string | null;
  to?: string | null;
}

/** What happened in the workspace, newest first, page by page. */
export const activityQuery = (filter: ActivityFilter) =>
  infiniteQueryOptions({
    queryKey: keys.activity(filter),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ActivityEntry>>('/activity', {
        query: { ...filter, limit: 30, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  });
