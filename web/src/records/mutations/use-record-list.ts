import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, Page, RecordRow } from '@/api/types';
import { useDirectory } from '../fields/use-field-contexts';
import { listParams, type ListQuery } from '../model/list-params';
import { MAX_PAGES, PAGE_SIZE, type ListData, type PageParam } from './list-data';

const FIRST: PageParam = { index: 0 };

/**
 * A list, page after page. Rows are patched in place; only a refresh asks for them again. With `waits` what others
 * add, remove or move is shown when the person asks for it, so that no row jumps while it is read.
 */
export function useRecordList(kind: KindMeta, query: ListQuery, enabled = true, waits = false) {
  const { kinds } = useDirectory();
  const list = useInfiniteQuery<Page, Error, ListData, QueryKey, PageParam>({
    queryKey: keys.list(kind.plural, query),
    queryFn: ({ pageParam, signal }) => {
      const { after, before } = pageParam;
      const params = { ...listParams(query, kind, kinds), limit: PAGE_SIZE, after, before };
      return api.get<Page>(`/${kind.plural}`, { query: params, signal });
    },
    enabled,
    initialPageParam: FIRST,
    getNextPageParam: ({ page }, _pages, { index }) =>
      page.next === null ? undefined : { index: index + 1, after: page.next },
    getPreviousPageParam: ({ page }, _pages, { index }) =>
      index === 0 || page.previous === null ? undefined : { index: index - 1, before: page.previous },
    maxPages: MAX_PAGES,
    staleTime: Number.POSITIVE_INFINITY,
    ...(waits && { meta: { live: 'waits' } }),
    placeholderData: keepPreviousData,
  });
  const { data } = list;
  const rows = useMemo((): RecordRow[] => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  /** How many rows lie above those that are kept. */
  const offset = (data?.pageParams[0]?.index ?? 0) * PAGE_SIZE;
  return { ...list, rows, offset };
}
