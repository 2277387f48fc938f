import type { Format } from '@/i18n/format';

/** A day by its name, a moment in the past by how long ago it was, one to come by day and time. */
export function timeWords(value: string, format: Format, now = new Date()): string {
  if (!value.includes('T')) return format.date(value, now);
  return Date.parse(value) <= now.getTime() ? format.ago(value, now) : format.dateTime(value, now);
}
