import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import type { Effect, Verdict } from './prediction';

/** What one rule gives a lead. Its name is withheld where it looks at a hidden field. */
export interface ScoreReason {
  rule_id: string;
  name: string | null;
  category: 'fit' | 'engagement';
  points: number;
}

/** How likely the lead is won, learnt from others. Reasons of hidden fields are withheld. */
export interface LeadPrediction {
  /** In percent, as is what is usual. */
  probability: number;
  usual: number;
  verdict: Verdict;
  reasons: Effect[];
}

export interface LeadScore {
  score: number;
  source: 'rules' | 'manual';
  /** What the rules say now; null where there are none. */
  rules_score: number | null;
  reasons: ScoreReason[];
  /** Null where nothing was learnt, or the lead is decided. */
  prediction: LeadPrediction | null;
}

/** Asked again whenever the lead has changed: an interaction logged with it counts as a change. */
export function scoreQuery(lead: string, version: number) {
  return queryOptions({
    queryKey: keys.aggregate('leads', { score: lead, version }),
    queryFn: ({ signal }) => api.get<LeadScore>(`/leads/${lead}/score`, { signal }),
    placeholderData: keepPreviousData,
  });
}
