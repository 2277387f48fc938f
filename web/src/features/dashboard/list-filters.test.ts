import { expect, it } from 'vitest';
import { simplify } from '@/records/model/filter-tree';
import { listsBehind } from './list-filters';

const range = {
  from: '2025-04-01',
  to: '2025-04-24',
  from_at: '2025-03-31T18:30:00Z',
  to_at: '2025-04-24T18:30:00Z',
};
const came = [
  { field: 'created_at', op: 'on_or_after', value: range.from_at },
  { field: 'created_at', op: 'before', value: range.to_at },
];
const everybodys = listsBehind({ owners: null, range });

it('finds what came in from several sources, those without one too', () => {
  expect(everybodys.newFrom(['email', 'event'])).toEqual({
    and: [{ field: 'source', op: 'in', value: ['email', 'event'] }, ...came],
  });
  expect(everybodys.newFrom([null])).toEqual({ and: [{ field: 'source', op: 'empty' }, ...came] });
  expect(everybodys.newFrom(['email', null])).toEqual({
    and: [
      {
        or: [
          { field: 'source', op: 'in', value: ['email'] },
          { field: 'source', op: 'empty' },
        ],
      },
      ...came,
    ],
  });
});

it('finds the records of the people looked at', () => {
  const ours = listsBehind({ owners: ['u1', 'u2'], range });
  expect(ours.openDeals).toEqual({
    and: [
      { field: 'status', op: 'in', value: ['open'] },
      { field: 'owner_id', op: 'in', value: ['u1', 'u2'] },
    ],
  });
  expect(ours.openTasks.and).toContainEqual({ field: 'assignee_id', op: 'in', value: ['u1', 'u2'] });
});

it('finds nothing of a team without members', () => {
  const nobodys = listsBehind({ owners: [], range });
  expect(simplify(nobodys.newLeads)).toEqual({
    and: [...came, { field: 'owner_id', op: 'empty' }, { field: 'owner_id', op: 'not_empty' }],
  });
});
