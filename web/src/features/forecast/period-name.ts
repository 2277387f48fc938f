import type { Format } from '@/i18n/format';
import { plainDate } from '@/lib/days';
import type { By, Period } from './forecast-periods';

/** "April 2026"; a quarter by its months, since its number depends on the financial year. */
export function periodName({ first, last }: Period, by: By, { locale }: Format): string {
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  return by === 'month'
    ? month.format(plainDate(first))
    : month.formatRange(plainDate(first), plainDate(last));
}
