import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, Money, Titled } from '@/api/types';
import { filterParams, type ListQuery } from '@/records/model/list-params';
import type { Period } from './forecast-periods';

export type Change = 'new' | 'won' | 'lost' | 'moved_in' | 'moved_out' | 'up' | 'down';

export interface ChangedDeal extends Titled {
  amount: Money | null;
  /** What it was worth before. */
  before: Money | null;
}

export interface ChangeLine {
  change: Change;
  count: number;
  amount: Money[];
  /** The first fifty. */
  deals: ChangedDeal[];
}

interface DealChanges {
  since: string;
  /** More has changed than the server looks at. */
  cut: boolean;
  changes: ChangeLine[];
}

/** What changed about the deals of a period in the last seven days. */
export function useChanges(kind: KindMeta, query: ListQuery, { first, last }: Period) {
  const params = { ...filterParams(query), from: first, to: last };
  return useQuery({
    // Among the aggregates of deals, so that whatever changes a deal has it asked for again.
    queryKey: keys.aggregate(kind.plural, { changes: params }),
    queryFn: ({ signal }) => api.get<DealChanges>(`/${kind.plural}/changes`, { query: params, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
