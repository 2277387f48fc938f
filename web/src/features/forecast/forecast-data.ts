import type { AggregateRow, Money } from '@/api/types';
import { isMoney } from '@/records/fields/value-guards';
import type { Condition } from '@/records/model/filter-tree';
import type { Period } from './forecast-periods';

export const columns = ['won', 'commit', 'best_case', 'pipeline', 'weighted'] as const;

export type Column = (typeof columns)[number];

/** Open deals from this probability on count as committed, and from the other one as the best case, as in reports. */
const COMMIT = 75;
const BEST_CASE = 40;

const isOpen: Condition = { field: 'status', op: 'eq', value: 'open' };
const likely = (op: 'gte' | 'lt', value: number): Condition => ({ field: 'probability', op, value });

interface Measured {
  /** Which deals, of whatever time. */
  where: readonly Condition[];
  /** The date that says to which period they belong. */
  date: 'closed_at' | 'expected_close_on';
  sum: 'amount' | 'weighted_amount';
}

/** What each column adds up. */
export const measured: Record<Column, Measured> = {
  won: { where: [{ field: 'status', op: 'eq', value: 'won' }], date: 'closed_at', sum: 'amount' },
  commit: { where: [isOpen, likely('gte', COMMIT)], date: 'expected_close_on', sum: 'amount' },
  best_case: {
    where: [isOpen, likely('gte', BEST_CASE), likely('lt', COMMIT)],
    date: 'expected_close_on',
    sum: 'amount',
  },
  pipeline: { where: [isOpen, likely('lt', BEST_CASE)], date: 'expected_close_on', sum: 'amount' },
  weighted: { where: [isOpen], date: 'expected_close_on', sum: 'weighted_amount' },
};

/** Open deals that no period of the forecast can hold. */
export const outside = {
  undated: [isOpen, { field: 'expected_close_on', op: 'empty' }] satisfies Condition[],
  late: (today: string): Condition[] => [isOpen, { field: 'expected_close_on', op: 'before', value: today }],
};

/** Days from the first to the last. */
export function within(date: string, { first, last }: Period): Condition[] {
  return [
    { field: date, op: 'on_or_after', value: first },
    { field: date, op: 'on_or_before', value: last },
  ];
}

/** How many deals a figure adds up, and what they come to, per currency. */
export interface Figure {
  count: number;
  amount: readonly Money[];
}

export type Figures = Record<Column | 'expected', Figure>;

/** A person's share of a period; null for deals that are nobody's. */
export interface Share {
  owner: string | null;
  figures: Figures;
}

export interface PeriodForecast extends Period {
  total: Figures;
  shares: Share[];
}

const NOTHING: Figure = { count: 0, amount: [] };

/** What the server grouped for a column. */
export type Answers = (column: Column) => readonly AggregateRow[];

/** Months and owners as the server grouped them, put together to periods. */
export function forecastOf(periods: readonly Period[], answers: Answers): PeriodForecast[] {
  return periods.map((period) => {
    const byOwner = new Map<string | null, Figures>();
    for (const column of columns) {
      for (const row of answers(column)) {
        const [month, owner] = groupsOf(row);
        if (month === null || month < period.first || month > period.last) continue;
        const figures = byOwner.get(owner) ?? noFigures();
        figures[column] = plus(figures[column], readFigure(row, measured[column].sum));
        byOwner.set(owner, figures);
      }
    }
    const shares = [...byOwner].map(([owner, figures]) => ({ owner, figures: expecting(figures) }));
    const total = shares.reduce((sum, share) => {
      for (const column of columns) sum[column] = plus(sum[column], share.figures[column]);
      return sum;
    }, noFigures());
    return { ...period, total: expecting(total), shares: shares.toSorted(largestFirst) };
  });
}

/** Figures of nobody's deals. */
export function noFigures(): Figures {
  return {
    won: NOTHING,
    commit: NOTHING,
    best_case: NOTHING,
    pipeline: NOTHING,
    weighted: NOTHING,
    expected: NOTHING,
  };
}

/** What is won already, and the rest by how likely it is. */
function expecting(figures: Figures): Figures {
  return { ...figures, expected: plus(figures.won, figures.weighted) };
}

function largestFirst(a: Share, b: Share): number {
  const sum = ({ figures }: Share) =>
    figures.expected.amount.reduce((total, { amount }) => total + amount, 0);
  return sum(b) - sum(a) || String(a.owner).localeCompare(String(b.owner));
}

function groupsOf(row: AggregateRow): [string | null, string | null] {
  const groups: unknown = row['groups'];
  const [month, owner]: unknown[] = Array.isArray(groups) ? groups : [];
  return [typeof month === 'string' ? month : null, typeof owner === 'string' ? owner : null];
}

export function readFigure(row: AggregateRow | undefined, sum: string): Figure {
  const amount = row?.[`sum_${sum}`];
  return {
    count: row?.count ?? 0,
    amount: Array.isArray(amount) ? amount.filter((item): item is Money => isMoney(item)) : [],
  };
}

function plus(a: Figure, b: Figure): Figure {
  const amount = b.amount.reduce<readonly Money[]>((sums, money) => {
    const known = sums.find(({ currency }) => currency === money.currency);
    if (!known) return [...sums, money];
    return sums.map((sum) => (sum === known ? { ...sum, amount: sum.amount + money.amount } : sum));
  }, a.amount);
  return { count: a.count + b.count, amount };
}
