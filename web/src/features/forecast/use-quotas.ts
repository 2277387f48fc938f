import { useEffect, useMemo } from 'react';
import type { KindMeta } from '@/api/types';
import type { ListQuery } from '@/records/model/list-params';
import { useRecordList } from '@/records/mutations/use-record-list';
import type { Period } from './forecast-periods';

/** The quotas of all these months that the person may see. */
export function useQuotas(kind: KindMeta, periods: readonly Period[]) {
  const [first, last] = [periods[0]?.first, periods.at(-1)?.last];
  const query = useMemo(
    (): ListQuery => ({
      filter: {
        and: [
          { field: 'month', op: 'on_or_after', value: first },
          { field: 'month', op: 'on_or_before', value: last },
        ],
      },
      sort: 'month',
      q: '',
    }),
    [first, last],
  );
  const { rows, hasNextPage, isFetching, isError, fetchNextPage } = useRecordList(kind, query);
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return rows;
}
