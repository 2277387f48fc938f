import type { Condition, FilterGroup } from '@/records/model/filter-tree';

/** The lists behind the figures of a campaign. */
const of = (campaign: string, ...more: Condition[]): FilterGroup => ({
  and: [{ field: 'campaign_id', op: 'in', value: [campaign] }, ...more],
});
const is = (field: string, value: string): Condition => ({ field, op: 'in', value: [value] });

export const leadsOf = (campaign: string) => of(campaign);
export const hotLeadsOf = (campaign: string) => of(campaign, is('temperature', 'hot'));
export const convertedLeadsOf = (campaign: string) => of(campaign, is('status', 'converted'));
export const leadsInStage = (campaign: string, stage: string) => of(campaign, is('stage', stage));
export const wonDealsOf = (campaign: string) => of(campaign, is('status', 'won'));

interface Days {
  from_at: string;
  to_at: string;
}
const within = (field: string, { from_at, to_at }: Days): Condition[] => [
  { field, op: 'on_or_after', value: from_at },
  { field, op: 'before', value: to_at },
];
export const leadsOfDays = (campaign: string, days: Days) => of(campaign, ...within('created_at', days));
export const wonDealsOfDays = (campaign: string, days: Days) =>
  of(campaign, is('status', 'won'), ...within('closed_at', days));
