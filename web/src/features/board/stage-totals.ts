import type { Aggregate, AggregateRow, Money, RecordRow } from '@/api/types';
import { isMoney } from '@/records/fields/value-guards';

/** How many deals a stage holds and what they are worth, per currency. */
export interface StageTotals {
  count: number;
  amount: readonly Money[];
  weighted: readonly Money[];
}

const NO_TOTALS: StageTotals = { count: 0, amount: [], weighted: [] };

/** The totals of a stage: those of an empty one are not among the server's groups. Null until they are known. */
export function totalsOf(
  totals: ReadonlyMap<string, StageTotals> | null,
  stageId: string,
): StageTotals | null {
  return totals && (totals.get(stageId) ?? NO_TOTALS);
}

export function readTotals(row: AggregateRow | undefined): StageTotals {
  if (!row) return NO_TOTALS;
  return {
    count: row.count ?? 0,
    amount: moneyList(row['sum_amount']),
    weighted: moneyList(row['sum_weighted_amount']),
  };
}

export function addTotals(list: readonly StageTotals[]): StageTotals {
  return list.reduce(
    (sum, { count, amount, weighted }) => ({
      count: sum.count + count,
      amount: amount.reduce(addMoney, sum.amount),
      weighted: weighted.reduce(addMoney, sum.weighted),
    }),
    NO_TOTALS,
  );
}

/** The totals after a deal has changed from `before` to `after`: taken out of one stage and put into the other. */
export function shiftTotals(totals: Aggregate, before: RecordRow, after: RecordRow): Aggregate {
  const data = [before, after].reduce((rows, deal, index) => {
    const sign = index === 0 ? -1 : 1;
    const group = String(deal['stage_id']);
    const known = rows.find((row) => row.group === group);
    const { count, amount, weighted } = readTotals(known);
    const next: AggregateRow = {
      group,
      count: Math.max(0, count + sign),
      sum_amount: plus(amount, deal['amount'], sign),
      sum_weighted_amount: plus(weighted, deal['weighted_amount'], sign),
    };
    return known ? rows.map((row) => (row === known ? next : row)) : [...rows, next];
  }, totals.data);
  return { ...totals, data };
}

function plus(sums: readonly Money[], value: unknown, sign: number): readonly Money[] {
  return isMoney(value) ? addMoney(sums, { ...value, amount: sign * value.amount }) : sums;
}

function addMoney(sums: readonly Money[], value: Money): readonly Money[] {
  const known = sums.find(({ currency }) => currency === value.currency);
  if (!known) return [...sums, value];
  return sums.map((sum) => (sum === known ? { ...sum, amount: sum.amount + value.amount } : sum));
}

function moneyList(value: unknown): readonly Money[] {
  return Array.isArray(value) ? value.filter((item): item is Money => isMoney(item)) : [];
}
