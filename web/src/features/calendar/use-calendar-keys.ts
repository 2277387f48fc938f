import type { KeyboardEvent } from 'react';
import { addDays } from '@/lib/span';
import { steps } from './month-grid';

interface Entry {
  id: string;
}

interface CalendarKeys<Item extends Entry> {
  weeks: readonly string[][];
  days: ReadonlyMap<string, readonly Item[]>;
  onMove: (item: Item, day: string) => void;
  onAsk: (item: Item) => void;
  onTick?: (item: Item) => void;
}

/** Arrows go from entry to entry, with Alt they take it along to another day; M asks for one, X ticks. */
export function useCalendarKeys<Item extends Entry>({
  weeks,
  days,
  onMove,
  onAsk,
  onTick,
}: CalendarKeys<Item>) {
  const all = weeks.flat();
  return (event: KeyboardEvent<HTMLElement>) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-entry]')?.dataset['entry'];
    const day = all.find((candidate) => days.get(candidate)?.some((item) => item.id === id));
    const item = day === undefined ? undefined : days.get(day)?.find((candidate) => candidate.id === id);
    if (!item || day === undefined || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key];
    const key = event.key.toLowerCase();
    if (step !== undefined && event.altKey) onMove(item, addDays(day, step));
    else if (step !== undefined) go(event, all, days, item, day, step);
    else if (key === 'm') onAsk(item);
    else if (key === 'x' && onTick) onTick(item);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/**
 * Up and down stay within a day while it has entries; otherwise to the next day that has some.
 * In a grid that is the day below, in a list of days the one that follows.
 */
function go(
  event: KeyboardEvent<HTMLElement>,
  all: readonly string[],
  days: ReadonlyMap<string, readonly Entry[]>,
  item: Entry,
  day: string,
  step: number,
): void {
  const sign = Math.sign(step);
  const cell = (event.target as HTMLElement).closest('[data-day]');
  if (Math.abs(step) === 7) {
    const chips = [...(cell?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
    const at = chips.findIndex((chip) => chip.dataset['entry'] === item.id);
    const beside = chips[at + sign];
    if (beside) {
      beside.focus();
      return;
    }
  }
  const root = event.currentTarget;
  const stride = root.querySelector('[role="grid"]') ? step : sign;
  for (let at = all.indexOf(day) + stride; at >= 0 && at < all.length; at += stride) {
    const items = days.get(all[at] ?? '');
    if (!items || items.length === 0) continue;
    const chips = root.querySelectorAll<HTMLElement>(`[data-day="${all[at]}"] [data-entry]`);
    // Upwards in a list, the last of the day before is the one above.
    chips[stride === -1 && step === -7 ? chips.length - 1 : 0]?.focus();
    return;
  }
}
