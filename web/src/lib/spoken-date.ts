import { plainDate } from './days';

export interface SpokenDate {
  /** `YYYY-MM-DD`. */
  day: string;
  /** `HH:MM` where a time was said. */
  time: string | null;
}

interface Here {
  /** Today, as `YYYY-MM-DD`. */
  today: string;
  /** Says whether the day or the month comes first in `3/4`, and how weekdays and months are called. */
  locale: string;
}

const DAY = 86_400_000;
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** The first day that a sentence speaks of, if it lies ahead: "by Friday", "in two weeks", "12 May", "end of month". */
export function spokenDate(text: string, { today, locale }: Here): SpokenDate | null {
  const said = text.toLocaleLowerCase(locale).replace(/\s+/g, ' ');
  const names = namesFor(locale);
  let best: { at: number; end: number; day: string } | null = null;
  for (const { pattern, day } of rules(names, today, monthFirst(locale))) {
    for (const match of said.matchAll(pattern)) {
      const found = day(match);
      if (found === null || found < today) continue;
      const at = match.index;
      // Of two readings at one place the longer is meant: "the day after tomorrow".
      if (!best || at < best.at || (at === best.at && at + match[0].length > best.end)) {
        best = { at, end: at + match[0].length, day: found };
      }
      break;
    }
  }
  return best && { day: best.day, time: timeAfter(said.slice(best.end)) };
}

interface Rule {
  pattern: RegExp;
  day: (match: RegExpExecArray) => string | null;
}

interface Names {
  weekdays: ReadonlyMap<string, number>;
  months: ReadonlyMap<string, number>;
}

function rules({ weekdays, months }: Names, today: string, isMonthFirst: boolean): Rule[] {
  const weekday = either(weekdays);
  const month = either(months);
  const count = `(\\d{1,3}|an?|a couple of|${NUMBERS.slice(1).join('|')})`;
  const dayNumber = '(\\d{1,2})(?:st|nd|rd|th|\\.)?';
  const year = '(?:,? (\\d{4}))?';
  const rule = (pattern: string, day: Rule['day']): Rule => ({
    pattern: new RegExp(`(?<![\\p{L}\\p{N}.,/-])(?:${pattern})(?![\\p{L}\\p{N}]|[./-]\\d)`, 'gu'),
    day,
  });
  const monday = shift(today, -((weekdayOf(today) + 6) % 7));
  const named = (name: string | undefined, number: string | undefined, given: string | undefined) =>
    ahead(today, months.get(name ?? '') ?? 0, Number(number), given);
  return [
    rule('today|tonight|heute|आज', () => today),
    rule('tomorrow|morgen|कल', () => shift(today, 1)),
    rule('(?:the )?day after tomorrow|übermorgen', () => shift(today, 2)),
    rule(`next (${weekday})`, (match) => shift(monday, 7 + (((weekdays.get(match[1] ?? '') ?? 0) + 6) % 7))),
    rule(`(?:this |coming )?(${weekday})`, (match) => {
      const distance = ((weekdays.get(match[1] ?? '') ?? 0) - weekdayOf(today) + 7) % 7;
      return shift(today, distance || 7);
    }),
    rule(`(?:in|within) ${count} (day|week|month)s?`, (match) => later(today, match[1], match[2])),
    rule(`${count} (day|week|month)s? from (?:now|today)`, (match) => later(today, match[1], match[2])),
    rule('next week', () => shift(monday, 7)),
    rule('(?:the )?end of (?:the |this )?week', () => shift(monday, weekdayOf(today) % 6 === 0 ? 11 : 4)),
    rule('(?:the )?end of next week', () => shift(monday, 11)),
    rule('next month', () => ymd(yearOf(today), monthOf(today) + 1, 1)),
    rule('(?:the )?end of (?:the |this )?month|eom', () => ymd(yearOf(today), monthOf(today) + 1, 0)),
    rule('(?:the )?end of next month', () => ymd(yearOf(today), monthOf(today) + 2, 0)),
    rule('(?:the )?end of (?:the |this )?year', () => `${yearOf(today)}-12-31`),
    rule(`${dayNumber} (?:of )?(${month})${year}`, (match) => named(match[2], match[1], match[3])),
    rule(`(${month})\\.? ${dayNumber}${year}`, (match) => named(match[1], match[2], match[3])),
    rule('(\\d{4})-(\\d{2})-(\\d{2})', (match) =>
      valid(Number(match[1]), Number(match[2]), Number(match[3])),
    ),
    rule('(\\d{1,2})/(\\d{1,2})/(\\d{4})', (match) => numeric(match, isMonthFirst, today)),
    rule('(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})?', (match) => numeric(match, false, today)),
    // "1/2" may be a half; behind one of these words it is a day.
    rule('(?:by|on|before|until|till|due) (\\d{1,2})/(\\d{1,2})', (match) =>
      numeric(match, isMonthFirst, today),
    ),
  ];
}

/** Names with the longest first, so that "mon" does not hide "monday". */
const either = (names: ReadonlyMap<string, number>) =>
  [...names.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');

/** English, which notes are full of everywhere, and what the reader's language says. */
function namesFor(locale: string): Names {
  const weekdays = new Map<string, number>();
  const months = new Map<string, number>();
  for (const language of ['en', locale]) {
    for (const length of ['long', 'short'] as const) {
      const dayName = new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' });
      const monthName = new Intl.DateTimeFormat(language, { month: length, day: 'numeric', timeZone: 'UTC' });
      for (let day = 0; day < 7; day += 1) {
        // 4 January 1970 was a Sunday. "Sun" and "sat" are words of their own.
        const name = clean(dayName.format((day + 3) * DAY), language);
        if (name !== 'sun' && name !== 'sat') weekdays.set(name, day);
      }
      for (let month = 0; month < 12; month += 1) {
        const parts = monthName.formatToParts(Date.UTC(2026, month, 2));
        months.set(clean(parts.find(({ type }) => type === 'month')?.value ?? '', language), month + 1);
      }
    }
  }
  months.set('sept', 9);
  return { weekdays, months };
}

const clean = (name: string, language: string) => name.toLocaleLowerCase(language).replace(/\.$/, '');

function monthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'day' || type === 'month')?.type === 'month';
}

function later(today: string, count: string | undefined, unit: string | undefined): string | null {
  const word = NUMBERS.indexOf(count ?? '');
  const number = /^an?$/.test(count ?? '')
    ? 1
    : count === 'a couple of'
      ? 2
      : word >= 0
        ? word
        : Number(count);
  if (unit === 'month') {
    const last = ymd(yearOf(today), monthOf(today) + number + 1, 0);
    const same = ymd(yearOf(today), monthOf(today) + number, Number(today.slice(8)));
    return same < last ? same : last;
  }
  return shift(today, number * (unit === 'week' ? 7 : 1));
}

/** A day and a month, in this year or, where that is behind, the next. */
function ahead(today: string, month: number, day: number, year: string | undefined): string | null {
  if (year) return valid(Number(year), month, day);
  const now = valid(yearOf(today), month, day);
  return now !== null && now >= today ? now : valid(yearOf(today) + 1, month, day);
}

function numeric(match: RegExpExecArray, isMonthFirst: boolean, today: string): string | null {
  const [first, second] = [Number(match[1]), Number(match[2])];
  return isMonthFirst ? ahead(today, first, second, match[3]) : ahead(today, second, first, match[3]);
}

/** "at 3 pm", "17:30" right behind the day. */
function timeAfter(rest: string): string | null {
  const [, hours, minutes, half] =
    /^,? (?:at )?(\d{1,2})(?::(\d{2}))? ?(am|pm)?(?![\p{L}\p{N}])/u.exec(rest) ?? [];
  if (hours === undefined || (minutes === undefined && half === undefined)) return null;
  const hour = half ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes ?? 0) > 59 || (half && Number(hours) > 12)) return null;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

const weekdayOf = (day: string) => plainDate(day).getUTCDay();
const yearOf = (day: string) => Number(day.slice(0, 4));
const monthOf = (day: string) => Number(day.slice(5, 7));
const shift = (day: string, days: number) =>
  new Date(plainDate(day).getTime() + days * DAY).toISOString().slice(0, 10);
/** Months from 1; day 0 is the last of the month before. */
const ymd = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

function valid(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1970 || year > 2200) return null;
  const text = ymd(year, month, day);
  return Number(text.slice(8)) === day ? text : null;
}
