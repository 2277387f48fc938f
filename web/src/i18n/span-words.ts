import { daysFrom, plainDate } from '@/lib/days';
import type { Translate } from './t';
import { addDays, type Period, type Span } from '@/lib/span';

const formats = new Map<string, Intl.DateTimeFormat>();

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    // Days have no time zone; as instants they stand for themselves in UTC.
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format;
}

/** `1–24 Apr 2025`; a whole month is `April 2025`. */
export function spanText({ from, to }: Span, locale: string): string {
  const [first, last] = [plainDate(from), plainDate(to)];
  const isWholeMonth = from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && endsMonth(to);
  if (isWholeMonth) return monthText(from, locale);
  return dates(locale, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(first, last);
}

/** `April 2025`. */
export function monthText(day: string, locale: string): string {
  return dates(locale, { month: 'long', year: 'numeric' }).format(plainDate(day));
}

/** `Apr`. */
export function monthShort(day: string, locale: string): string {
  return dates(locale, { month: 'short' }).format(plainDate(day));
}

/** A span of time in words: `1 Apr 2025`, `7–13 Apr 2025`, `April 2025`, `Q2 2025`, `2025`. `to` is the day after it. */
export function spanTitle(from: string, to: string, locale: string, t: Translate): string {
  const days = daysFrom(from, to);
  const last = addDays(to, -1);
  if (days <= 7) return spanText({ from, to: last }, locale);
  if (days <= 31) return monthText(from, locale);
  const date = plainDate(from);
  const year = String(date.getUTCFullYear());
  return days > 100 ? year : t('reports.quarter', { quarter: Math.floor(date.getUTCMonth() / 3) + 1, year });
}

/** The same for the foot of a chart, where there is little room. */
export function spanShort(from: string, to: string, locale: string, t: Translate): string {
  const days = daysFrom(from, to);
  if (days > 31) return spanTitle(from, to, locale, t);
  const options: Intl.DateTimeFormatOptions =
    days > 7 ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' };
  return dates(locale, options).format(plainDate(from));
}

/** What figures are compared with, in few words. */
export function comparedText(period: Period | null, before: Span, locale: string, t: Translate): string {
  switch (period) {
    case 'month':
      return dates(locale, { month: 'long' }).format(plainDate(before.from));
    case null:
      return spanText(before, locale);
    default:
      return t(`dashboard.last.${period}`);
  }
}

function endsMonth(day: string): boolean {
  return addDays(day, 1).endsWith('-01');
}
