import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate } from '@/api/types';
import { filterParams } from '@/records/model/list-params';
import { boxes } from './boxes';
import type { BoxId } from './inbox-search';

/** How many tickets lie in each box; they follow what others do. */
export function useBoxCounts(): ReadonlyMap<BoxId, number> {
  const counted = boxes.filter((box) => box.counted);
  return useQueries({
    queries: counted.map(({ filter }) => {
      const params = { ...filterParams({ filter, q: '' }), measure: 'count' };
      return {
        queryKey: keys.aggregate('tickets', params),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.get<Aggregate>('/tickets/aggregate', { query: params, signal }),
        placeholderData: keepPreviousData,
        staleTime: 30_000,
      };
    }),
    combine: (results) => {
      const counts = new Map<BoxId, number>();
      results.forEach(({ data }, index) => {
        const box = counted[index];
        const count = data?.data[0]?.count ?? (data ? 0 : undefined);
        if (box && count !== undefined) counts.set(box.id, count);
      });
      return counts;
    },
  });
}
