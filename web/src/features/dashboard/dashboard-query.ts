import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Money, Titled } from '@/api/types';
import type { Focus } from './focus';
import type { Span } from '@/lib/span';
import type { CountedGroup } from '@/lib/totals';

export interface DealStage {
  stage: Titled;
  pipeline_id: string;
  count: number;
  amount: Money[];
  weighted: Money[];
}

/** Moments: the first belongs to it, the last no more. */
export interface Moments {
  from_at: string;
  to_at: string;
}

export interface RevenueMonth extends Moments {
  /** The first day. */
  month: string;
  amount: Money[];
  /** Of the same month a year earlier. */
  before: Money[];
}

export interface CampaignFigures {
  campaign: Titled;
  leads: number;
  won: number;
  revenue: Money[];
}

export interface ClosedFigures {
  count: number;
  amount: Money[];
  before: { count: number; amount: Money[] };
  /** In the workspace's currency. */
  trend: number[];
}

/** A figure is null and a list of figures empty where the person may not read what is counted. */
export interface Dashboard {
  range: Span & Moments;
  before: Span & Moments;
  /** Whose records; null for everybody's. */
  owners: string[] | null;
  counts: {
    contacts: number | null;
    companies: number | null;
    customers: number | null;
    leads: number | null;
    deals: number | null;
    deals_open: number | null;
    tasks_open: number | null;
    tasks_overdue: number | null;
  };
  pipeline_value: Money[];
  weighted_value: Money[];
  won: ClosedFigures | null;
  new_leads: { count: number; before: number; trend: number[] } | null;
  conversion: {
    leads: number;
    converted: number;
    before: { leads: number; converted: number };
    trend: (number | null)[];
  } | null;
  revenue: RevenueMonth[];
  deals_per_stage: DealStage[];
  leads_per_stage: CountedGroup[];
  leads_per_source: CountedGroup[];
  campaigns: CampaignFigures[];
}

/** The figures. What was shown before stays until those asked for are there. */
export const dashboardQuery = ({ from, to, period, owner, team }: Focus) => {
  const query = { from, to, period, owner, team };
  return queryOptions({
    queryKey: [...keys.dashboard, query],
    queryFn: ({ signal }) => api.get<Dashboard>('/dashboard', { query, signal }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
};

/** Whether there is nothing to show yet, so that the first steps are shown instead. */
export function isUnused({ counts, owners }: Dashboard): boolean {
  const { contacts, companies, leads, deals } = counts;
  return owners === null && [contacts, companies, leads, deals].every((count) => !count);
}
