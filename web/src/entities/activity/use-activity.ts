import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { activityQuery, type ActivityFilter } from './activity-query';
import { isNews, sameSentence } from './activity-wording';

/** What people did, newest first; more of it with each page. */
export function useActivity(filter: ActivityFilter) {
  const bootstrap = useBootstrap();
  const query = useInfiniteQuery({ ...activityQuery(filter), placeholderData: keepPreviousData });
  const entries = query.data?.pages
    .flatMap((page) => page.data)
    .filter((entry) => isNews(entry, findKind(bootstrap, entry.kind)))
    .filter((entry, index, all) => !sameSentence(all[index - 1], entry));
  return { ...query, entries };
}
