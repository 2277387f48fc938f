import { expect, it } from 'vitest';
import { leadsBy } from './list-filters';

const open = { field: 'status', op: 'in', value: ['open'] };

it('finds the open leads of several groups', () => {
  expect(leadsBy('source', ['email', 'event'])).toEqual({
    and: [open, { field: 'source', op: 'in', value: ['email', 'event'] }],
  });
});

it('finds those without a value too', () => {
  expect(leadsBy('source', [null])).toEqual({ and: [open, { field: 'source', op: 'empty' }] });
  expect(leadsBy('source', ['email', null])).toEqual({
    and: [
      open,
      {
        or: [
          { field: 'source', op: 'in', value: ['email'] },
          { field: 'source', op: 'empty' },
        ],
      },
    ],
  });
});
