import { plainDate } from './days';

/** Days from `from` to `to`, both included, each as `YYYY-MM-DD`. */
export interface Span {
  from: string;
  to: string;
}

export const periods = ['week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];

export const presets = ['last_7', 'last_30', 'last_month', 'last_quarter', 'last_year'] as const;
export type Preset = (typeof presets)[number];

/** The period that `today` lies in, until today. Quarters and years begin with the financial year. */
export function periodUntil(today: string, period: Period, fiscalYearStart: number): Span {
  return { from: startOf(today, period, fiscalYearStart), to: today };
}

export function presetSpan(preset: Preset, today: string, fiscalYearStart: number): Span {
  switch (preset) {
    case 'last_7':
      return { from: addDays(today, -6), to: today };
    case 'last_30':
      return { from: addDays(today, -29), to: today };
    case 'last_month':
      return periodBefore(today, 'month', 1, fiscalYearStart);
    case 'last_quarter':
      return periodBefore(today, 'quarter', 3, fiscalYearStart);
    case 'last_year':
      return periodBefore(today, 'year', 12, fiscalYearStart);
  }
}

function periodBefore(today: string, period: Period, months: number, fiscalYearStart: number): Span {
  const start = startOf(today, period, fiscalYearStart);
  return { from: addMonths(start, -months), to: addDays(start, -1) };
}

function startOf(day: string, period: Period, fiscalYearStart: number): string {
  if (period === 'week') return addDays(day, -((plainDate(day).getUTCDay() + 6) % 7));
  const month = Number(day.slice(5, 7));
  const ofYear = (month - fiscalYearStart + 12) % 12;
  const back = { month: 0, quarter: ofYear % 3, year: ofYear }[period];
  return addMonths(`${day.slice(0, 8)}01`, -back);
}

export function addDays(day: string, days: number): string {
  const date = plainDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** For the first days of months. */
function addMonths(day: string, months: number): string {
  const date = plainDate(day);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

/** Whether this names a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = plainDate(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
