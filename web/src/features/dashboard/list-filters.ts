import type { Condition, FilterGroup } from '@/records/model/filter-tree';

/** The lists behind the numbers. */
const oneOf = (field: string, values: readonly string[]): Condition => ({
  field,
  op: 'in',
  value: [...values],
});

export const dealsThatAre = (status: 'open' | 'won'): FilterGroup => ({ and: [oneOf('status', [status])] });

export const dealsIn = (stageId: string): FilterGroup => ({ and: [oneOf('stage_id', [stageId])] });

const isOpenLead = oneOf('status', ['open']);

/** Open leads by the values of a field; null stands for those without one. */
export function leadsBy(field: 'stage' | 'source', groups: readonly (string | null)[]): FilterGroup {
  const values = groups.filter((group) => group !== null);
  const empty: Condition = { field, op: 'empty' };
  if (values.length === 0) return { and: [isOpenLead, empty] };
  const filled = oneOf(field, values);
  if (values.length === groups.length) return { and: [isOpenLead, filled] };
  return { and: [isOpenLead, { or: [filled, empty] }] };
}

const isOpenTask = oneOf('status', ['pending', 'in_progress']);
const isMine = oneOf('assignee_id', ['me']);

export const openTasks: FilterGroup = { and: [isOpenTask] };
export const myOpenTasks: FilterGroup = { and: [isOpenTask, isMine] };
/** Those with a date: without one they would sort before what is due. */
export const myDatedTasks: FilterGroup = { and: [isOpenTask, isMine, { field: 'due_at', op: 'not_empty' }] };
