/** Promises as people type them, and as the server keeps them. */

export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Priority = (typeof priorities)[number];
export type Weekday = (typeof weekdays)[number];
type Span = [string, string];

interface Policy {
  first_response: number | null;
  resolution: number | null;
}

export interface ServiceLevels {
  policies: Record<Priority, Policy>;
  hours: Record<Weekday, Span[]>;
  holidays: string[];
  warn_minutes: number;
}

/** Minutes as "45 min", "4 h" or "1 h 30 min". */
export function spanText(minutes: number | null): string {
  if (minutes === null) return '';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ');
}

/** Reads "45", "45 min", "4h", "1 h 30 min" or "1:30". Empty is no promise; undefined is nonsense. */
export function readSpan(text: string): number | null | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === '') return null;
  const found =
    /^(?:(\d{1,4})\s*:\s*([0-5]\d))$/.exec(plain) ??
    /^(?:(\d{1,4})\s*(?:h|hours?))?\s*(?:(\d{1,6})\s*(?:m|min|minutes?)?)?$/.exec(plain);
  if (!found) return undefined;
  const minutes = Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0);
  return minutes > 0 && minutes <= 90 * 24 * 60 ? minutes : undefined;
}

/** Hours of a day as "09:00–12:30, 13:30–17:00". */
export function hoursText(spans: readonly Span[]): string {
  return spans.map(([from, to]) => `${from}–${to}`).join(', ');
}

const clock = (hour = '', minute = '00') => `${hour.padStart(2, '0')}:${minute}`;

/** Reads them; undefined is nonsense. */
export function readHours(text: string): Span[] | undefined {
  if (text.trim() === '') return [];
  const spans = text.split(/[,;]/).map((part): Span | null => {
    const found = /^(\d{1,2})(?::([0-5]\d))?\s*[-–—]\s*(\d{1,2})(?::([0-5]\d))?$/.exec(part.trim());
    if (!found) return null;
    const from = clock(found[1], found[2]);
    const to = clock(found[3], found[4]);
    return from < to && from < '24:00' && to <= '24:00' ? [from, to] : null;
  });
  if (spans.some((span) => span === null)) return undefined;
  const sorted = (spans as Span[]).toSorted(([a], [b]) => a.localeCompare(b));
  const overlap = sorted.some(([from], index) => index > 0 && from < (sorted[index - 1]?.[1] ?? ''));
  return overlap ? undefined : sorted;
}

const real = (day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) &&
  !Number.isNaN(Date.parse(day)) &&
  new Date(day).toISOString().startsWith(day);

/** Reads days such as 2026-12-25, apart by commas, blanks or lines; undefined is nonsense. */
export function readDays(text: string): string[] | undefined {
  const days = text.split(/[\s,;]+/).filter((day) => day !== '');
  return days.every(real) ? [...new Set(days)].toSorted() : undefined;
}
