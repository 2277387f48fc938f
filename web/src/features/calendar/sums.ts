import type { Money, RecordRow } from '@/api/types';
import { isMoney } from '@/records/fields/value-guards';

/** What deals come to, per currency. */
export function sumOf(deals: readonly RecordRow[]): Money[] {
  const sums = new Map<string, number>();
  for (const { amount } of deals) {
    if (isMoney(amount)) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amount);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
