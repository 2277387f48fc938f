import { dayOf } from '@/lib/days';
import { addDays } from '@/lib/span';
import { fromWallClock } from '@/records/fields/zoned-time';

export type SnoozeId = 'hours' | 'tomorrow' | 'monday' | 'week';

/** When a ticket can come back, soonest first; mornings are at nine where the person is. */
export function snoozeTimes(timeZone: string, now = new Date()): { id: SnoozeId; at: string }[] {
  const today = dayOf(now, timeZone);
  const morning = (days: number) => fromWallClock(`${addDays(today, days)}T09:00`, timeZone);
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  const untilMonday = (8 - weekday) % 7 || 7;
  const times: { id: SnoozeId; at: string }[] = [
    { id: 'hours', at: new Date(now.getTime() + 3 * 3_600_000).toISOString() },
    { id: 'tomorrow', at: morning(1) },
    { id: 'week', at: morning(7) },
  ];
  // Tomorrow is Monday, or in a week is: then one of the two says it.
  if (untilMonday > 1 && untilMonday < 7) times.splice(2, 0, { id: 'monday', at: morning(untilMonday) });
  return times;
}
