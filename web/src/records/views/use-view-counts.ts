import { useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, KindMeta } from '@/api/types';
import { filterParams } from '../model/list-params';
import { simplify } from '../model/filter-tree';
import { readViewState, type ViewState } from '../model/query-state';
import type { SavedView } from './view-record';

const COUNTED = 8;

/** How many records the first few views hold. Counts come late and may be missing; the tabs do not wait. */
export function useViewCounts(
  kind: KindMeta,
  views: readonly SavedView[],
  fallback: ViewState,
): ReadonlyMap<string, number> {
  const counted = views.slice(0, COUNTED);
  const answers = useQueries({
    queries: counted.map((view) => {
      const params = filterParams({ filter: simplify(readViewState(view.state, fallback).filter), q: '' });
      const query = { ...params, measure: 'count' };
      return {
        queryKey: keys.aggregate(kind.plural, query),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.get<Aggregate>(`/${kind.plural}/aggregate`, { query, signal }),
        staleTime: 60_000,
        retry: false,
      };
    }),
  });
  const counts = new Map<string, number>();
  counted.forEach((view, index) => {
    const count = answers[index]?.data?.data[0]?.count;
    if (count !== undefined) counts.set(view.id, count);
  });
  return counts;
}
