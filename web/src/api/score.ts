import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';

/** What one rule gives a lead. Its name is withheld where it looks at a hidden field. */
export interface ScoreReason {
  rule_id: string;
  name: string | null;
  category: 'fit' | 'engagement';
  points: number;
}

export interface LeadScore {
  score: number;
  source: 'rules' | 'manual';
  /** What the rules say now; null where there are none. */
  rules_score: number | null;
  reasons: ScoreReason[];
}

/** Asked again whenever the lead has changed: an interaction logged with it counts as a change. */
export function scoreQuery(lead: string, version: number) {
  return queryOptions({
    queryKey: keys.aggregate('leads', { score: lead, version }),
    queryFn: ({ signal }) => api.get<LeadScore>(`/leads/${lead}/score`, { signal }),
    placeholderData: keepPreviousData,
  });
}
