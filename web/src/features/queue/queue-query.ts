import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, RecordRow } from '@/api/types';

export const reasons = ['overdue', 'due_today', 'hot_lead', 'quiet', 'unplanned'] as const;

export type Reason = (typeof reasons)[number];

/** Something to do, and why. */
export interface QueueItem {
  reason: Reason;
  /** The moment the reason counts from; null where the person may not see it. */
  since: string | null;
  kind: 'task' | 'lead' | 'deal';
  record: RecordRow;
}

interface QueuePage extends Page<QueueItem> {
  /** Counted for the first page alone. */
  counts: Record<Reason, number> | null;
}

/** What I should do next. What colleagues and the clock change comes with each return to the page, and each minute. */
export const queueQuery = infiniteQueryOptions({
  queryKey: keys.queue,
  queryFn: ({ pageParam, signal }) =>
    api.get<QueuePage>('/queue', { query: { limit: 50, after: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.page.next,
  refetchInterval: 60_000,
  refetchOnWindowFocus: 'always',
  staleTime: 0,
});
