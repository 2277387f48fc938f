import { describe, expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { lineAmounts, lineFollows, lineTotals } from './line-math';

describe('amounts of a line', () => {
  it.each([
    [1_999, 3, 10, 18, { net: 5_397, tax: 971, total: 6_368 }],
    [1, 0.5, 0, 50, { net: 1, tax: 1, total: 2 }],
    [300_001, 2.5, 0, 0, { net: 750_003, tax: 0, total: 750_003 }],
    [300_001, 0.333, 0, 0, { net: 99_900, tax: 0, total: 99_900 }],
    [100, 1.005, 12.75, 5.5, { net: 88, tax: 5, total: 93 }],
    [1_000_000_000_000_000, 1, 0, 0, { net: 1_000_000_000_000_000, tax: 0, total: 1_000_000_000_000_000 }],
  ])('are the server’s: %d × %d − %d %%, tax %d %%', (price, quantity, discount, tax, amounts) => {
    expect(lineAmounts(price, quantity, discount, tax)).toEqual(amounts);
  });

  it('follow from one changed value, and add up', () => {
    const line = {
      id: 'l',
      quantity: 2,
      unit_price: { amount: 500, currency: 'EUR' },
    } as unknown as RecordRow;
    const follows = lineFollows(line, { discount_percent: 50, tax_percent: 20 });
    expect(follows['net']).toEqual({ amount: 500, currency: 'EUR' });
    expect(follows['total']).toEqual({ amount: 600, currency: 'EUR' });
    expect(
      lineTotals([
        { ...line, ...follows },
        { ...line, ...follows },
      ]),
    ).toEqual({
      net: 1000,
      tax: 200,
      total: 1200,
    });
    expect(lineFollows({ ...line, unit_price: null }, { quantity: 1 })).toEqual({});
  });
});
