import type { FilterGroup, FilterNode } from '@/records/model/filter-tree';
import type { BoxId } from './inbox-search';

export interface Box {
  id: BoxId;
  filter: FilterGroup;
  sort: string;
  /** Everything that was ever settled is more than anybody wants to know the number of. */
  counted: boolean;
}

const open: FilterNode[] = [
  { field: 'status', op: 'in', value: ['open', 'in_progress'] },
  { field: 'snoozed_until', op: 'empty' },
];

/** The parts of the inbox. Open tickets that were put aside lie under "Later" until they wake. */
export const boxes: readonly Box[] = [
  { id: 'open', filter: { and: open }, sort: '-last_message_at', counted: true },
  {
    id: 'mine',
    filter: { and: [...open, { field: 'assignee_id', op: 'eq', value: 'me' }] },
    sort: '-last_message_at',
    counted: true,
  },
  {
    id: 'nobody',
    filter: { and: [...open, { field: 'assignee_id', op: 'empty' }] },
    sort: '-last_message_at',
    counted: true,
  },
  {
    id: 'waiting',
    filter: { and: [{ field: 'status', op: 'eq', value: 'waiting' }] },
    sort: '-last_message_at',
    counted: true,
  },
  {
    id: 'later',
    filter: { and: [{ field: 'snoozed_until', op: 'not_empty' }] },
    sort: 'snoozed_until',
    counted: true,
  },
  {
    id: 'done',
    filter: { and: [{ field: 'status', op: 'in', value: ['resolved', 'closed'] }] },
    sort: '-last_message_at',
    counted: false,
  },
];
