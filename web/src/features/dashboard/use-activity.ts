import { useInfiniteQuery } from '@tanstack/react-query';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { activityQuery } from './activity-query';
import { isNews } from './activity-wording';

/** What people did, or one of them, newest first; more of it with each page. */
export function useActivity(actor: string | null) {
  const bootstrap = useBootstrap();
  const query = useInfiniteQuery(activityQuery(actor));
  const entries = query.data?.pages
    .flatMap((page) => page.data)
    .filter((entry) => isNews(entry, findKind(bootstrap, entry.kind)));
  return { ...query, entries };
}
