import type { RecordRow } from '@/api/types';
import { addDays } from '@/lib/span';
import { isMoney } from '@/records/fields/value-guards';
import { plainDate } from '@/lib/days';

/** The weeks that a month touches, from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  let day = addDays(first, -((plainDate(first).getUTCDay() + 6) % 7));
  const weeks: string[][] = [];
  do {
    const start = day;
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
    day = addDays(day, 7);
  } while (day.startsWith(month));
  return weeks;
}

/** The month before or after, as `YYYY-MM`. */
export function monthFrom(month: string, by: number): string {
  const date = plainDate(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

export const isMonth = (text: string | null): text is string =>
  text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** The day a deal is expected to close. */
export function dayOfDeal(deal: RecordRow): string | null {
  const day = deal['expected_close_on'];
  return typeof day === 'string' ? day : null;
}

/** Deals by their day, open ones first, then the largest. */
export function byDay(deals: readonly RecordRow[]): ReadonlyMap<string, readonly RecordRow[]> {
  const days = new Map<string, RecordRow[]>();
  for (const deal of deals) {
    const day = dayOfDeal(deal);
    if (day === null) continue;
    const known = days.get(day);
    if (known) known.push(deal);
    else days.set(day, [deal]);
  }
  for (const list of days.values()) list.sort(order);
  return days;
}

function order(a: RecordRow, b: RecordRow): number {
  return rank(a) - rank(b) || worth(b) - worth(a) || a.id.localeCompare(b.id);
}

const rank = ({ status }: RecordRow) => (status === 'open' ? 0 : 1);
const worth = ({ amount }: RecordRow) => (isMoney(amount) ? amount.amount : 0);

/** Where the arrows lead from a day. */
export const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};
