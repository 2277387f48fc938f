/** The periods that move with the days, as the server knows them. */
export const periods = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_12_months',
] as const;
export type PeriodName = (typeof periods)[number];

export const charts = ['bar', 'line', 'stacked', 'donut', 'funnel', 'table'] as const;
export type ChartKind = (typeof charts)[number];

export type ReportGroup = 'sales' | 'marketing' | 'service' | 'team';

export interface CannedReport {
  name: string;
  group: ReportGroup;
  /** The kind whose fields the rows are grouped by. */
  kind: string;
  /** What is shown first; null for reports that are not about a span of time. */
  period: PeriodName | null;
  /** By what its rows can be grouped, the usual one first; none where that is fixed. */
  by: readonly string[];
}

/** The reports that come with Kith, in the order of the overview. */
export const cannedReports = [
  {
    name: 'revenue',
    group: 'sales',
    kind: 'deal',
    period: 'last_12_months',
    by: ['closed_at:month', 'closed_at:quarter', 'closed_at:year', 'owner_id', 'source', 'campaign_id'],
  },
  {
    name: 'pipeline',
    group: 'sales',
    kind: 'deal',
    period: null,
    by: ['stage_id', 'owner_id', 'expected_close_on:month', 'source'],
  },
  {
    name: 'forecast',
    group: 'sales',
    kind: 'deal',
    period: 'this_quarter',
    by: ['expected_close_on:month', 'expected_close_on:quarter', 'owner_id'],
  },
  { name: 'velocity', group: 'sales', kind: 'stage_change', period: 'last_90_days', by: [] },
  { name: 'lead_funnel', group: 'marketing', kind: 'lead', period: 'last_90_days', by: [] },
  {
    name: 'lead_conversion',
    group: 'marketing',
    kind: 'lead',
    period: 'last_90_days',
    by: ['source', 'campaign_id', 'owner_id', 'industry', 'created_at:month', 'created_at:week'],
  },
  { name: 'campaign_roi', group: 'marketing', kind: 'lead', period: null, by: [] },
  {
    name: 'promises',
    group: 'service',
    kind: 'ticket',
    period: 'last_30_days',
    by: ['priority', 'assignee_id', 'team_id', 'category', 'channel', 'created_at:week', 'created_at:month'],
  },
  {
    name: 'satisfaction',
    group: 'service',
    kind: 'ticket',
    period: 'last_90_days',
    by: ['assignee_id', 'team_id', 'category', 'priority', 'satisfaction_at:week', 'satisfaction_at:month'],
  },
  { name: 'sales_performance', group: 'team', kind: 'deal', period: 'this_quarter', by: [] },
  {
    name: 'activity',
    group: 'team',
    kind: 'interaction',
    period: 'last_30_days',
    by: ['owner_id', 'occurred_at:day', 'occurred_at:week', 'occurred_at:month'],
  },
] as const satisfies readonly CannedReport[];

export type CannedName = (typeof cannedReports)[number]['name'];

export function findCanned(name: string): (CannedReport & { name: CannedName }) | undefined {
  return cannedReports.find((report) => report.name === name);
}
