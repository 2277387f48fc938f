import { dayOf, isPlainDate } from '@/lib/days';

const WORDS: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 };

/** Reads a day as people type or paste it: ISO, in the order of their country, or one of three words. */
export function parseDay(text: string, locale: string, timeZone: string, now = new Date()): string | null {
  const trimmed = text.trim().toLowerCase();
  const distance = WORDS[trimmed];
  if (distance !== undefined) return dayOf(new Date(now.getTime() + distance * 86_400_000), timeZone);
  if (isPlainDate(trimmed)) return checked(trimmed);
  const numbers = /^(\d{1,4})[./\-\s](\d{1,2})[./\-\s](\d{2}|\d{4})$/.exec(trimmed);
  if (!numbers) return parseNamed(text, now, timeZone);
  const [, first = '', second = '', last = ''] = numbers;
  if (first.length === 4) return day(first, second, last);
  const year = last.length === 2 ? `20${last}` : last;
  return locale === 'en-US' ? day(year, first, second) : day(year, second, first);
}

/** `28 Apr 2026`, `Apr 28`, as the grid itself shows and copies them. */
function parseNamed(text: string, now: Date, timeZone: string): string | null {
  if (!/\p{L}{3}/u.test(text) || !/\d/.test(text)) return null;
  const year = /\b\d{4}\b/.exec(text)?.[0] ?? dayOf(now, timeZone).slice(0, 4);
  const bare = text.replace(/\b\d{4}\b/, '').replace(/^\p{L}+,?\s+(?=\d)/u, '');
  const time = Date.parse(`${bare} ${year} UTC`);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

function day(year: string, month: string, dayOfMonth: string): string | null {
  return checked(`${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`);
}

/** The thirty-first of February is no day. */
function checked(value: string): string | null {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : null;
}
