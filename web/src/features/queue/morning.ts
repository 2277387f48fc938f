import { dayOf } from '@/lib/days';
import { addDays } from '@/lib/span';
import { fromWallClock } from '@/records/fields/zoned-time';

/** Nine in the morning, so many days from today. */
export function morningIn(days: number, timeZone: string, now = new Date()): string {
  return fromWallClock(`${addDays(dayOf(now, timeZone), days)}T09:00`, timeZone);
}
