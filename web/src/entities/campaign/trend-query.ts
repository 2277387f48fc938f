import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Money } from '@/api/types';

/** What a campaign brought in a day, a week or a month. */
export interface TrendPart {
  from: string;
  to: string;
  /** The moments at which its days begin and are over. */
  from_at: string;
  to_at: string;
  leads: number;
  won: number;
  /** In the campaign's currency. */
  revenue: Money | null;
}

/** Kept with what is counted of campaigns, as their figures are. */
export function trendQuery(id: string) {
  return queryOptions({
    queryKey: keys.aggregate('campaigns', { trend: id }),
    queryFn: async ({ signal }) =>
      (await api.get<{ parts: TrendPart[] }>(`/campaigns/${id}/trend`, { signal })).parts,
    staleTime: 15_000,
  });
}
