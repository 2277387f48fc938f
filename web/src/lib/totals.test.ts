import { describe, expect, it } from 'vitest';
import { addMoney, largest, otherMoney, ownMoney, percentages } from './totals';

const rupees = (amount: number) => ({ amount, currency: 'INR' });
const euros = (amount: number) => ({ amount, currency: 'EUR' });

describe('sums of money', () => {
  it('picks the workspace’s currency and keeps the others apart', () => {
    expect(ownMoney([euros(5), rupees(7)], 'INR')).toEqual(rupees(7));
    expect(ownMoney([euros(5)], 'INR')).toEqual(rupees(0));
    expect(otherMoney([euros(5), rupees(7)], 'INR')).toEqual([euros(5)]);
  });

  it('adds one currency only', () => {
    expect(addMoney([[rupees(1), euros(9)], [rupees(2)], []], 'INR')).toEqual(rupees(3));
  });
});

describe('percentages', () => {
  it('add up to a hundred', () => {
    expect(percentages([1, 1, 1])).toEqual([34, 33, 33]);
    expect(percentages([412, 298, 231, 164, 112, 67]).reduce((a, b) => a + b, 0)).toBe(100);
  });

  it('are all nought when there is nothing', () => {
    expect(percentages([0, 0])).toEqual([0, 0]);
  });
});

describe('largest', () => {
  const groups = [3, 9, 0, 5].map((count, index) => ({ group: `g${index}`, count }));

  it('sorts and leaves out what is empty', () => {
    expect(largest(groups, 3).top.map(({ count }) => count)).toEqual([9, 5, 3]);
  });

  it('keeps one place for the rest', () => {
    const { top, rest } = largest(groups, 2);
    expect([top.length, rest.length]).toEqual([1, 2]);
  });
});
