import { daysFrom, plainDate } from '@/lib/days';
import { addDays } from '@/lib/span';
import { monthText, spanText } from '@/i18n/span-words';
import type { Translate } from '@/i18n/t';

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
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(plainDate(from));
}
