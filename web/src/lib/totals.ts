import type { MoneyValue as Money } from './money';

/** Sums come as one entry per currency; the workspace's own is what bars and headlines are drawn from. */
export function ownMoney(sums: readonly Money[], currency: string): Money {
  return sums.find((sum) => sum.currency === currency) ?? { amount: 0, currency };
}

export function otherMoney(sums: readonly Money[], currency: string): Money[] {
  return sums.filter((sum) => sum.currency !== currency && sum.amount !== 0);
}

export function addMoney(lists: readonly (readonly Money[])[], currency: string): Money {
  const amount = lists.reduce((sum, list) => sum + ownMoney(list, currency).amount, 0);
  return { amount, currency };
}

/** Whole percents that add up to a hundred: what rounding takes away goes to the largest remainders. */
export function percentages(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * 100) / total);
  const floors = exact.map(Math.floor);
  let missing = 100 - floors.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .toSorted((a, b) => b.rest - a.rest);
  for (const { index } of byRemainder) {
    if (missing <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    missing -= 1;
  }
  return floors;
}

export interface CountedGroup {
  group: string | null;
  count: number;
}

/** The largest groups, and the rest as one. Groups are named by their values. */
export function largest(groups: readonly CountedGroup[], limit: number) {
  const sorted = groups.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  if (sorted.length <= limit) return { top: sorted, rest: [] };
  return { top: sorted.slice(0, limit - 1), rest: sorted.slice(limit - 1) };
}
