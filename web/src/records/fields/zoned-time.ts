/** Instants as wall clock time of a zone and back, for inputs, which know no zones. */

/** `2026-04-28T16:30` in the zone. */
export function toWallClock(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '00';
  return `${get('year')}-${get('month')}-${get('day')}T${get('hour')}:${get('minute')}`;
}

/** The instant at which clocks of the zone show this. */
export function fromWallClock(wall: string, timeZone: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  // The offset at the first guess may be that of the other side of a clock change; the second look settles it.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  const instant = asUtc - offsetAt(guess, timeZone);
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function offsetAt(instant: number, timeZone: string): number {
  const wall = toWallClock(new Date(instant).toISOString(), timeZone);
  return Date.parse(`${wall}:00Z`) - Math.floor(instant / 60_000) * 60_000;
}
