import type { Format } from '@/i18n/format';
import { ownMoney } from '@/lib/totals';
import type { Cell, Column, ColumnType, ResultRow } from './result-query';

/** Stands where there is no figure, such as a share of nothing. */
const NOTHING = '–';

/** A figure as it is read. */
export function cellText(cell: Cell | undefined, type: ColumnType, format: Format, short = false): string {
  if (cell === null || cell === undefined) return NOTHING;
  if (typeof cell !== 'number') return format.moneySum(cell, short);
  if (type === 'percent') return format.percent(cell, 1);
  return format.number(cell, type === 'count' ? 0 : 1);
}

/** The number that a figure is drawn and ordered by: of amounts those in the workspace's currency. */
export function cellNumber(cell: Cell | undefined, currency: string): number | null {
  if (cell === null || cell === undefined || typeof cell === 'number') return cell ?? null;
  return ownMoney(cell, currency).amount;
}

/** A number on the axis, or beside a bar, written as the column's figures are. */
export function numberText(value: number, type: ColumnType, format: Format): string {
  if (type === 'money') return format.moneyShort({ amount: Math.round(value), currency: format.currency });
  return cellText(value, type, format);
}

/** Whether anything at all was found. */
export function isEmpty(rows: readonly ResultRow[]): boolean {
  return rows.every(({ cells }) => cells.every((cell) => cell === null || cell === 0 || isNoMoney(cell)));
}

function isNoMoney(cell: Cell): boolean {
  return typeof cell === 'object' && cell !== null && cell.every(({ amount }) => amount === 0);
}

export interface TableOrder {
  key: string;
  descending: boolean;
}

export function readOrder(sort: string | undefined): TableOrder | null {
  if (!sort) return null;
  return sort.startsWith('-') ? { key: sort.slice(1), descending: true } : { key: sort, descending: false };
}

/** The next order after a press on a column's head: largest first, smallest first, as it came. */
export function nextOrder(sort: string | undefined, key: string, words: boolean): string | undefined {
  const [first, second] = words ? [key, `-${key}`] : [`-${key}`, key];
  if (sort === first) return second;
  return sort === second ? undefined : first;
}

/** Rows in an order; `group:0` names the first grouping. What has no figure comes last either way. */
export function ordered(
  rows: readonly ResultRow[],
  columns: readonly Column[],
  order: TableOrder | null,
  currency: string,
  titleOf: (row: ResultRow, index: number) => string,
): readonly ResultRow[] {
  if (!order) return rows;
  const sign = order.descending ? -1 : 1;
  const group = /^group:(\d)$/.exec(order.key)?.[1];
  if (group !== undefined) {
    const index = Number(group);
    const key = (row: ResultRow) => row.groups[index]?.from ?? titleOf(row, index);
    return rows.toSorted((a, b) => sign * key(a).localeCompare(key(b), undefined, { numeric: true }));
  }
  const at = columns.findIndex(({ key }) => key === order.key);
  if (at === -1) return rows;
  return rows.toSorted((a, b) => {
    const [left, right] = [cellNumber(a.cells[at], currency), cellNumber(b.cells[at], currency)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}
