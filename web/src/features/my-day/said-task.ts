import { spokenDate } from '@/lib/spoken-date';
import { fromWallClock } from '@/records/fields/zoned-time';

interface Here {
  today: string;
  locale: string;
  timeZone: string;
}

/** A task as it is typed, with the day it speaks of; without one it is for today, by the end of the day. */
export function saidTask(
  text: string,
  { today, locale, timeZone }: Here,
): { name: string; due: string } | null {
  const name = text.trim();
  if (name === '') return null;
  const said = spokenDate(name, { today, locale });
  const time = said?.time ?? (said ? '09:00' : '17:00');
  return { name, due: fromWallClock(`${said?.day ?? today}T${time}`, timeZone) };
}
