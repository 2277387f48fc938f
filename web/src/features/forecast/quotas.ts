import type { Money, RecordRow } from '@/api/types';
import { isMoney } from '@/records/fields/value-guards';
import type { Period } from './forecast-periods';

/** Quotas of a person, or of everybody, in a period: its months together, per currency. */
export function quotaOf(
  quotas: readonly RecordRow[],
  { first, last }: Period,
  owners: ReadonlySet<string>,
): Money[] {
  const sums = new Map<string, number>();
  for (const quota of quotas) {
    const { owner_id: owner, month, amount } = quota;
    if (typeof owner !== 'string' || !owners.has(owner) || !isMoney(amount)) continue;
    if (typeof month !== 'string' || month < first || month > last) continue;
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amount);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** What share of the quota is won; null where there is none, or it is in another currency. */
export function attained(quota: readonly Money[], won: readonly Money[]): number | null {
  const [only] = quota;
  if (!only || quota.length > 1 || only.amount <= 0) return null;
  return (won.find(({ currency }) => currency === only.currency)?.amount ?? 0) / only.amount;
}

/** The quota of a person for a month. */
export function quotaFor(quotas: readonly RecordRow[], owner: string, month: string): RecordRow | undefined {
  return quotas.find((quota) => quota['owner_id'] === owner && quota['month'] === month);
}
