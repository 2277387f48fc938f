import type { FieldMeta } from '@/api/types';
import type { Translate } from '@/i18n/t';
import { plainDate } from '@/lib/days';

export const units = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Unit = (typeof units)[number];

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** What of a rule can be said in plain words and chosen. */
export interface Rule {
  unit: Unit;
  interval: number;
  /** The days of a week. */
  days: readonly Weekday[];
  /** A day of the month, -1 being the last; null where it is the first date's own. */
  monthDay: number | null;
  /** The second Tuesday of the month, say; the last has -1. */
  nth: { n: number; day: Weekday } | null;
  count: number | null;
  /** `YYYY-MM-DD`. */
  until: string | null;
}

/** Fields that keep a rule as RFC 5545 writes it. */
export function isRule({ type, key, custom }: Pick<FieldMeta, 'type'> & Partial<FieldMeta>): boolean {
  return type === 'text' && !custom && key === 'recurrence';
}

const NTH = /^(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)$/;

/** Reads a rule; null where it says more than can be chosen here. */
export function readRule(text: unknown): Rule | null {
  if (typeof text !== 'string' || text === '') return null;
  const rule: Rule = {
    unit: 'daily',
    interval: 1,
    days: [],
    monthDay: null,
    nth: null,
    count: null,
    until: null,
  };
  for (const part of text.replace(/^RRULE:/, '').split(';')) {
    const [key, value = ''] = part.split('=');
    if (key === 'FREQ') {
      const unit = units.find((known) => known === value.toLowerCase());
      if (!unit) return null;
      rule.unit = unit;
    } else if (key === 'INTERVAL') rule.interval = Number(value);
    else if (key === 'COUNT') rule.count = Number(value);
    else if (key === 'UNTIL') rule.until = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`;
    else if (key === 'BYMONTHDAY') rule.monthDay = Number(value);
    else if (key === 'BYDAY') {
      const nth = NTH.exec(value);
      const days = weekdays.filter((day) => value.split(',').includes(day));
      if (nth) rule.nth = { n: Number(nth[1]), day: nth[2] as Weekday };
      else if (days.length === value.split(',').length) rule.days = days;
      else return null;
    } else if (key !== 'WKST') return null;
  }
  const { unit, days, monthDay, nth } = rule;
  const fits =
    (days.length === 0 || unit === 'weekly') &&
    (monthDay === null || (unit === 'monthly' && (monthDay === -1 || (monthDay > 0 && monthDay < 32)))) &&
    (nth === null || unit === 'monthly') &&
    Number.isInteger(rule.interval);
  return fits ? rule : null;
}

export function writeRule(rule: Rule): string {
  const parts = [`FREQ=${rule.unit.toUpperCase()}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.unit === 'weekly' && rule.days.length > 0) parts.push(`BYDAY=${rule.days.join(',')}`);
  if (rule.unit === 'monthly' && rule.nth) parts.push(`BYDAY=${rule.nth.n}${rule.nth.day}`);
  else if (rule.unit === 'monthly' && rule.monthDay !== null) parts.push(`BYMONTHDAY=${rule.monthDay}`);
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  else if (rule.until !== null) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}`);
  return parts.join(';');
}

/** The name of a day of the week; 2026 began on a Thursday. */
export function weekdayName(day: Weekday, locale: string, length: 'long' | 'short'): string {
  const date = plainDate(`2026-01-${String(5 + weekdays.indexOf(day)).padStart(2, '0')}`);
  return new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(date);
}

interface Words {
  t: Translate;
  locale: string;
  date: (day: string) => string;
}

/** A rule in words: "Every 2 weeks on Mon, Thu, until 31 Dec 2026". */
export function ruleWords(text: unknown, words: Words): string {
  if (typeof text !== 'string' || text === '') return '';
  const rule = readRule(text);
  if (!rule) return words.t('tasks.repeat.own');
  const said = every(rule, words);
  if (rule.count !== null) return words.t('tasks.repeat.times', { rule: said, count: rule.count });
  if (rule.until !== null) return words.t('tasks.repeat.until', { rule: said, day: words.date(rule.until) });
  return said;
}

function every({ unit, interval, days, monthDay, nth }: Rule, { t, locale }: Words): string {
  if (unit === 'weekly' && interval === 1 && days.join() === 'MO,TU,WE,TH,FR')
    return t('tasks.repeat.weekdays');
  const said = t(`tasks.repeat.${unit}`, { n: interval });
  const on = (when: string) => t('tasks.repeat.on', { every: said, when });
  if (days.length > 0) return on(days.map((day) => weekdayName(day, locale, 'short')).join(', '));
  if (nth) return on(nthWords(nth, t, locale));
  if (monthDay === -1) return on(t('tasks.repeat.last_day'));
  return monthDay === null ? said : on(t('tasks.repeat.day', { day: monthDay }));
}

export function nthWords({ n, day }: { n: number; day: Weekday }, t: Translate, locale: string): string {
  return t('tasks.repeat.nth', { nth: String(n), weekday: weekdayName(day, locale, 'long') });
}
