const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone, as `YYYY-MM-DD`. A plain date is its own day. */
export function dayOf(value: string | Date, timeZone: string): string {
  if (typeof value === 'string' && isPlainDate(value)) return value;
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    dayFormats.set(timeZone, format);
  }
  return format.format(typeof value === 'string' ? new Date(value) : value);
}

export function isPlainDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value);
}

/** Whole days from `today` to the day of `value`; negative when it lies behind. */
export function daysFrom(today: string, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}

/** A plain date as an instant that formats to the same day in UTC. */
export function plainDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
