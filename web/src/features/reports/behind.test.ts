import { describe, expect, it } from 'vitest';
import { sampleField, sampleKind } from '@/testing/sample';
import { isFigure, listBehind } from './behind';
import type { Column, RowGroup } from './result-query';

const deals = sampleKind('deal', 'deals', {
  fields: [
    sampleField('stage_id', { type: 'reference', target: 'stage' }),
    sampleField('closed_at', { type: 'datetime' }),
    sampleField('expected_close_on', { type: 'date' }),
    sampleField('urgent', { type: 'boolean' }),
  ],
});

const won = { field: 'status', op: 'eq' as const, value: 'won' };
const column = (by: string[]): Column => ({
  key: 'won',
  label: 'Won',
  type: 'count',
  behind: { kinds: 'deals', filter: { and: [{ and: [won] }] }, by },
});
const april: RowGroup = {
  value: '2025-04-01',
  title: 'April 2025',
  from: '2025-04-01',
  to: '2025-05-01',
  from_at: '2025-03-31T18:30:00Z',
  to_at: '2025-04-30T18:30:00Z',
};
const filterOf = (by: string[], groups: RowGroup[]) =>
  listBehind(column(by), { groups, cells: [1] }, [deals])?.filter;

describe('the list behind a figure', () => {
  it('has the row’s own condition where its groups do not say it', () => {
    const filter = { or: [won, { field: 'stage', op: 'in' as const, value: ['won'] }] };
    const row = { groups: [{ value: 'won', title: 'Won' }], cells: [3], filter };
    expect(listBehind(column([]), row, [deals])?.filter).toEqual({ and: [won, filter] });
  });

  it('has the value of each of the row’s groups', () => {
    const groups = [
      { value: 's1', title: 'New' },
      { value: true, title: 'Yes' },
    ];
    expect(filterOf(['stage_id', 'urgent'], groups)).toEqual({
      and: [won, { field: 'stage_id', op: 'in', value: ['s1'] }, { field: 'urgent', op: 'eq', value: true }],
    });
  });

  it('holds those without a value where the group has none', () => {
    expect(filterOf(['stage_id'], [{ value: null, title: 'Not set' }])).toEqual({
      and: [won, { field: 'stage_id', op: 'empty' }],
    });
  });

  it('compares moments with moments and days with days', () => {
    expect(filterOf(['closed_at'], [april])).toEqual({
      and: [
        won,
        { field: 'closed_at', op: 'on_or_after', value: '2025-03-31T18:30:00Z' },
        { field: 'closed_at', op: 'before', value: '2025-04-30T18:30:00Z' },
      ],
    });
    expect(filterOf(['expected_close_on'], [april])).toEqual({
      and: [
        won,
        { field: 'expected_close_on', op: 'on_or_after', value: '2025-04-01' },
        { field: 'expected_close_on', op: 'before', value: '2025-05-01' },
      ],
    });
  });

  it('is that of every row for the total', () => {
    expect(listBehind(column(['stage_id']), null, [deals])?.filter).toEqual({ and: [won] });
  });

  it('does not exist for derived figures and for records one may not read', () => {
    expect(listBehind({ ...column([]), behind: null }, null, [deals])).toBeNull();
    expect(listBehind(column([]), null, [])).toBeNull();
    expect([isFigure(null), isFigure([]), isFigure(0), isFigure(undefined)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});
