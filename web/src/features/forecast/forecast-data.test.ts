import { describe, expect, it } from 'vitest';
import type { AggregateRow } from '@/api/types';
import { forecastOf, type Answers, type Column } from './forecast-data';

const rupees = (amount: number) => ({ amount, currency: 'INR' });
const row = (
  month: string | null,
  owner: string | null,
  key: string,
  ...amounts: object[]
): AggregateRow => ({
  group: month,
  groups: [month, owner],
  count: amounts.length,
  [`sum_${key}`]: amounts,
});
const of =
  (answers: Partial<Record<Column, AggregateRow[]>>): Answers =>
  (column) =>
    answers[column] ?? [];
const quarter = [{ first: '2026-04-01', last: '2026-06-30' }];

describe('a forecast', () => {
  it('adds the months of a quarter up, by owner and currency', () => {
    const [period] = forecastOf(
      quarter,
      of({
        won: [row('2026-04-01', 'ana', 'amount', rupees(100))],
        weighted: [
          row('2026-05-01', 'ana', 'weighted_amount', rupees(30), { amount: 5, currency: 'EUR' }),
          row('2026-06-01', 'ana', 'weighted_amount', rupees(20)),
          row('2026-06-01', null, 'weighted_amount', rupees(7)),
          row('2026-07-01', 'ana', 'weighted_amount', rupees(999)),
          row(null, 'ana', 'weighted_amount', rupees(999)),
        ],
      }),
    );
    expect(period?.shares.map(({ owner }) => owner)).toEqual(['ana', null]);
    expect(period?.shares[0]?.figures.expected.amount).toEqual([rupees(150), { amount: 5, currency: 'EUR' }]);
    expect(period?.total.weighted.amount).toEqual([rupees(57), { amount: 5, currency: 'EUR' }]);
    expect(period?.total.expected.amount).toEqual([rupees(157), { amount: 5, currency: 'EUR' }]);
  });

  it('of nothing is nothing', () => {
    const [period] = forecastOf(quarter, of({}));
    expect(period?.shares).toEqual([]);
    expect(period?.total.expected).toEqual({ count: 0, amount: [] });
  });
});
