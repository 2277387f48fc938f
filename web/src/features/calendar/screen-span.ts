import { plainDate } from '@/lib/days';
import { addDays } from '@/lib/span';
import { monthFrom, weeksOf } from './month-grid';
import type { View } from './screen-search';

/** As many days an agenda shows. */
const AGENDA_DAYS = 31;

const monday = (day: string) => addDays(day, -((plainDate(day).getUTCDay() + 6) % 7));
const week = (start: string) => Array.from({ length: 7 }, (_, index) => addDays(start, index));

/** The days that a view shows around one of them. */
export function spanOf(view: View, at: string): { weeks: string[][]; first: string; last: string } {
  if (view === 'agenda') {
    const days = Array.from({ length: AGENDA_DAYS }, (_, index) => addDays(at, index));
    return { weeks: [days], first: at, last: days.at(-1) ?? at };
  }
  const weeks = view === 'week' ? [week(monday(at))] : weeksOf(at.slice(0, 7));
  return { weeks, first: weeks[0]?.[0] ?? at, last: weeks.at(-1)?.[6] ?? at };
}

/** The same view before or after. */
export function stepFrom(view: View, at: string, by: 1 | -1): string {
  if (view === 'month') return `${monthFrom(at.slice(0, 7), by)}-01`;
  return addDays(at, by * (view === 'week' ? 7 : AGENDA_DAYS));
}

const named: Intl.DateTimeFormatOptions = { timeZone: 'UTC', month: 'long', year: 'numeric' };
const spanned: Intl.DateTimeFormatOptions = {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
};

/** What is shown, in words: a month, or from when to when. */
export function spanTitle(view: View, at: string, [first, last]: [string, string], locale: string): string {
  if (view === 'month') return new Intl.DateTimeFormat(locale, named).format(plainDate(at));
  return new Intl.DateTimeFormat(locale, spanned).formatRange(plainDate(first), plainDate(last));
}
