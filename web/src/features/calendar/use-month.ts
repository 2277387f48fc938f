import { useEffect, useMemo } from 'react';
import type { KindMeta } from '@/api/types';
import { requireAlso, type Condition, type FilterGroup } from '@/records/model/filter-tree';
import type { ListQuery } from '@/records/model/list-params';
import { useRecordList } from '@/records/mutations/use-record-list';

/** More deals than these are not drawn into one month. */
const MOST = 1_000;

/** The deals of the list that are expected to close on these days, all of them up to a thousand. */
export function useMonth(kind: KindMeta, query: ListQuery, first: string, last: string) {
  const narrowed = useMemo((): ListQuery => {
    const { filter } = query;
    const root: FilterGroup = filter === null ? { and: [] } : 'and' in filter ? filter : { and: [filter] };
    const conditions: Condition[] = [
      { field: 'expected_close_on', op: 'on_or_after', value: first },
      { field: 'expected_close_on', op: 'on_or_before', value: last },
    ];
    return { filter: conditions.reduce(requireAlso, root), sort: 'expected_close_on', q: query.q };
  }, [query, first, last]);
  const list = useRecordList(kind, narrowed);
  const { rows, hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = list;
  const more = hasNextPage && !isPlaceholderData;
  const full = rows.length >= MOST;
  useEffect(() => {
    if (more && !full && !isFetching && !isError) void fetchNextPage();
  }, [more, full, isFetching, isError, fetchNextPage]);
  return { ...list, cut: more && full };
}
