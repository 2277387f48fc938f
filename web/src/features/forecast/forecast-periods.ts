import { plainDate } from '@/lib/days';

export type By = 'month' | 'quarter';

/** A month or quarter by its first and its last day. */
export interface Period {
  first: string;
  last: string;
}

const MONTHS: Record<By, number> = { month: 1, quarter: 3 };
/** Periods on the screen at once. */
const SHOWN: Record<By, number> = { month: 6, quarter: 4 };

/** The periods on the screen, from the one a day lies in. Quarters are those of the financial year. */
export function periodsFrom(day: string, by: By, fiscalYearStart: number): Period[] {
  const ofYear = (Number(day.slice(5, 7)) - fiscalYearStart + 12) % 12;
  const start = addMonths(`${day.slice(0, 7)}-01`, -(ofYear % MONTHS[by]));
  return Array.from({ length: SHOWN[by] }, (_, index) => {
    const first = addMonths(start, index * MONTHS[by]);
    const end = plainDate(addMonths(first, MONTHS[by]));
    end.setUTCDate(end.getUTCDate() - 1);
    return { first, last: end.toISOString().slice(0, 10) };
  });
}

/** The first day of as many periods as are on the screen before or after. */
export function turned(periods: readonly Period[], by: By, direction: 1 | -1): string {
  const [first] = periods;
  return first ? addMonths(first.first, direction * MONTHS[by] * SHOWN[by]) : '';
}

/** For the first days of months. */
function addMonths(day: string, months: number): string {
  const date = plainDate(day);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}
