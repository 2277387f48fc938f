import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Money, Titled } from '@/api/types';
import type { CountedGroup } from './totals';

export interface DealStage {
  stage: Titled;
  count: number;
  amount: Money[];
  weighted: Money[];
}

export interface Dashboard {
  counts: {
    contacts: number;
    companies: number;
    leads: number;
    deals_open: number;
    tasks_open: number;
    tasks_overdue: number;
  };
  pipeline_value: Money[];
  weighted_value: Money[];
  won_value: Money[];
  deals_per_stage: DealStage[];
  leads_per_stage: CountedGroup[];
  leads_per_source: CountedGroup[];
}

export const dashboardQuery = queryOptions({
  queryKey: keys.dashboard,
  queryFn: ({ signal }) => api.get<Dashboard>('/dashboard', { signal }),
  staleTime: 30_000,
});

/** Whether there is nothing to show yet, so that the first steps are shown instead. */
export function isUnused({ counts, won_value }: Dashboard): boolean {
  const { contacts, companies, leads, deals_open } = counts;
  return contacts + companies + leads + deals_open === 0 && won_value.every(({ amount }) => amount === 0);
}
