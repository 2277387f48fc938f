import type { Condition, FilterGroup, FilterNode } from '@/records/model/filter-tree';
import type { Dashboard, Moments } from './dashboard-query';

const oneOf = (field: string, values: readonly string[]): Condition => ({
  field,
  op: 'in',
  value: [...values],
});
const within = (field: string, { from_at, to_at }: Moments): Condition[] => [
  { field, op: 'on_or_after', value: from_at },
  { field, op: 'before', value: to_at },
];

/** Those with one of the values; null stands for those without one. */
function grouped(field: string, groups: readonly (string | null)[]): FilterNode {
  const values = groups.filter((group) => group !== null);
  const empty: Condition = { field, op: 'empty' };
  if (values.length === 0) return empty;
  const filled = oneOf(field, values);
  return values.length === groups.length ? filled : { or: [filled, empty] };
}

const isOpenTask = oneOf('status', ['pending', 'in_progress']);
const isMine = oneOf('assignee_id', ['me']);

export const myOpenTasks: FilterGroup = { and: [isOpenTask, isMine] };
/** Those with a date: without one they would sort before what is due. */
export const myDatedTasks: FilterGroup = { and: [isOpenTask, isMine, { field: 'due_at', op: 'not_empty' }] };

/** The lists behind the figures: of the same people, and of the same moments. */
export function listsBehind({ owners, range }: Pick<Dashboard, 'owners' | 'range'>) {
  const owned = (field: string): Condition[] => {
    if (owners === null) return [];
    if (owners.length > 0) return [oneOf(field, owners)];
    // A team without members: nothing is both.
    return [
      { field, op: 'empty' },
      { field, op: 'not_empty' },
    ];
  };
  const all = (...nodes: FilterNode[]): FilterGroup => ({ and: [...nodes, ...owned('owner_id')] });
  const isOpenLead = oneOf('status', ['open']);
  const isWon = oneOf('status', ['won']);
  const came = within('created_at', range);
  return {
    openDeals: all(oneOf('status', ['open'])),
    dealsIn: (stage: string) => all(oneOf('stage_id', [stage])),
    won: (moments: Moments = range) => all(isWon, ...within('closed_at', moments)),
    wonThrough: (campaign: string) =>
      all(isWon, oneOf('campaign_id', [campaign]), ...within('closed_at', range)),
    openLeads: all(isOpenLead),
    leadsAt: (stage: string) => all(isOpenLead, oneOf('stage', [stage])),
    newLeads: all(...came),
    converted: all(oneOf('status', ['converted']), ...came),
    newFrom: (sources: readonly (string | null)[]) => all(grouped('source', sources), ...came),
    broughtBy: (campaign: string) => all(oneOf('campaign_id', [campaign]), ...came),
    customers: all(oneOf('lifecycle', ['customer']), oneOf('status', ['active'])),
    openTasks: { and: [isOpenTask, ...owned('assignee_id')] } satisfies FilterGroup,
    overdueTasks: (now: Date): FilterGroup => ({
      and: [isOpenTask, { field: 'due_at', op: 'before', value: now.toISOString() }, ...owned('assignee_id')],
    }),
  };
}

export type Lists = ReturnType<typeof listsBehind>;
