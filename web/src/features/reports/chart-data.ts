import { moneyAxis } from '@/ui/charts/axis';
import { minorDigits } from '@/lib/money';
import type { ColumnType, Result, ResultRow } from './result-query';
import { cellNumber } from './figures';

/** What is drawn of one row. */
export interface Point {
  /** Tells the points of a chart apart. */
  key: string;
  title: string;
  /** Never below nought. */
  value: number;
  row: ResultRow;
}

/** Bars and arcs beyond these would say nothing to the eye. */
export const MOST_POINTS = 24;
/** As many as there are colours. */
export const MOST_SERIES = 6;

type Title = (row: ResultRow, index: number) => string;

/** The rows as points of one column, in the order of the report. */
export function pointsOf(result: Result, column: number, currency: string, titleOf: Title): Point[] {
  return result.rows.map((row) => ({
    key: keyOf(row),
    title: row.groups.map((_, index) => titleOf(row, index)).join(', '),
    value: Math.max(0, cellNumber(row.cells[column], currency) ?? 0),
    row,
  }));
}

export interface Stack {
  key: string;
  title: string;
  total: number;
  /** One per series, in their order; null where there is no such row. */
  parts: { value: number; row: ResultRow | null }[];
}

export interface Stacks {
  series: string[];
  /** Whether the last of the series gathers what has no colour of its own. */
  gathers: boolean;
  stacks: Stack[];
}

/** Rows of two groupings: the first makes the stacks, the second their parts, the largest first. */
export function stacksOf(
  result: Result,
  column: number,
  currency: string,
  titleOf: Title,
  others: string,
): Stacks {
  const value = (row: ResultRow) => Math.max(0, cellNumber(row.cells[column], currency) ?? 0);
  const names = new Map<string, { title: string; sum: number }>();
  const heads = new Map<string, { title: string; from: string | undefined; rows: ResultRow[] }>();
  for (const row of result.rows) {
    const part = partKey(row, 1);
    const known = names.get(part);
    names.set(part, { title: titleOf(row, 1), sum: (known?.sum ?? 0) + value(row) });
    const head = heads.get(partKey(row, 0)) ?? {
      title: titleOf(row, 0),
      from: row.groups[0]?.from,
      rows: [],
    };
    head.rows.push(row);
    heads.set(partKey(row, 0), head);
  }
  const sorted = [...names].toSorted(([, a], [, b]) => b.sum - a.sum);
  const gathers = sorted.length > MOST_SERIES;
  const shown = gathers ? sorted.slice(0, MOST_SERIES - 1) : sorted;
  const stacks = [...heads].map(([key, { title, from, rows }]) => {
    const parts = shown.map(([part]) => {
      const row = rows.find((candidate) => partKey(candidate, 1) === part) ?? null;
      return { value: row ? value(row) : 0, row };
    });
    const total = rows.reduce((sum, row) => sum + value(row), 0);
    const drawn = parts.reduce((sum, part) => sum + part.value, 0);
    if (gathers) parts.push({ value: total - drawn, row: null });
    return { key, title, from, total, parts };
  });
  // Time runs on; everything else stands by its size.
  const timed = stacks.some(({ from }) => from !== undefined);
  const inOrder = timed
    ? stacks.toSorted((a, b) => (a.from ?? '9').localeCompare(b.from ?? '9'))
    : stacks.toSorted((a, b) => b.total - a.total);
  return {
    series: [...shown.map(([, { title }]) => title), ...(gathers ? [others] : [])],
    gathers,
    stacks: inOrder,
  };
}

/** Round numbers from nought to no less than the largest, in the column's own unit. */
export function ticksOf(largest: number, type: ColumnType, currency: string, indian: boolean): number[] {
  if (type === 'money') return moneyAxis(largest, 10 ** minorDigits(currency), indian).ticks;
  // Counts have no fractions; shares and averages are drawn to the thousandth.
  const fine = type === 'count' ? 1 : 1000;
  return moneyAxis(largest * fine, fine, indian).ticks.map((tick) => tick / fine);
}

export function keyOf(row: ResultRow): string {
  return row.groups.map((_, index) => partKey(row, index)).join(' ');
}

function partKey(row: ResultRow, index: number): string {
  const group = row.groups[index];
  return JSON.stringify(group?.from ?? group?.value ?? null);
}
