import { expect, it } from 'vitest';
import { leadsBy } from './list-filters';

it('finds the leads of several groups', () => {
  expect(leadsBy('source', ['email', 'event'])).toEqual({
    and: [{ field: 'source', op: 'in', value: ['email', 'event'] }],
  });
});

it('finds those without a value too', () => {
  expect(leadsBy('source', [null])).toEqual({ and: [{ field: 'source', op: 'empty' }] });
  expect(leadsBy('source', ['email', null])).toEqual({
    or: [
      { field: 'source', op: 'in', value: ['email'] },
      { field: 'source', op: 'empty' },
    ],
  });
});
