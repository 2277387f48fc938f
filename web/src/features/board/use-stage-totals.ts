import { keepPreviousData, useQuery, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, KindMeta, RecordRow } from '@/api/types';
import { filterParams, type ListQuery } from '@/records/model/list-params';
import { readTotals, shiftTotals, type StageTotals } from './stage-totals';

const MEASURES = 'count,sum:amount,sum:weighted_amount';

/** What every stage holds and is worth; null until it is known. */
export function useStageTotals(kind: KindMeta, query: ListQuery): ReadonlyMap<string, StageTotals> | null {
  const params = { ...filterParams(query), group_by: 'stage_id', measure: MEASURES };
  const { data } = useQuery({
    queryKey: keys.aggregate(kind.plural, params),
    queryFn: ({ signal }) => api.get<Aggregate>(`/${kind.plural}/aggregate`, { query: params, signal }),
    select: byStage,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return data ?? null;
}

function byStage({ data }: Aggregate): ReadonlyMap<string, StageTotals> {
  return new Map(data.map((row) => [row.group ?? '', readTotals(row)]));
}

/** Moves a deal's share of the totals at once; what the server counts comes later and takes their place. */
export function shiftCachedTotals(
  client: QueryClient,
  plural: string,
  before: RecordRow,
  after: RecordRow,
): void {
  const queries = {
    queryKey: [plural, 'aggregate'],
    predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => isOfStages(queryKey.at(-1)),
  };
  // An answer on its way was counted before the move.
  void client.cancelQueries(queries);
  client.setQueriesData<Aggregate>(queries, (totals) => totals && shiftTotals(totals, before, after));
}

function isOfStages(params: unknown): boolean {
  if (typeof params !== 'object' || params === null || !('measure' in params)) return false;
  return params.measure === MEASURES;
}
