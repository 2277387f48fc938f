import type { KeyboardEvent } from 'react';
import type { RecordRow } from '@/api/types';
import { addDays } from '@/lib/span';
import { dayOfDeal, steps } from './month-grid';

interface CalendarKeys {
  weeks: readonly string[][];
  days: ReadonlyMap<string, readonly RecordRow[]>;
  onMove: (deal: RecordRow, day: string) => void;
  onAsk: (deal: RecordRow) => void;
  onTick: (deal: RecordRow) => void;
}

/** Arrows go from deal to deal, with Alt they take it along to another day; M asks for one, X ticks. */
export function useCalendarKeys({ weeks, days, onMove, onAsk, onTick }: CalendarKeys) {
  const all = weeks.flat();
  return (event: KeyboardEvent<HTMLElement>) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-deal]')?.dataset['deal'];
    const day = all.find((candidate) => days.get(candidate)?.some((deal) => deal.id === id));
    const deal = day === undefined ? undefined : days.get(day)?.find((candidate) => candidate.id === id);
    if (!deal || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key];
    const key = event.key.toLowerCase();
    if (step !== undefined && event.altKey) onMove(deal, addDays(dayOfDeal(deal) ?? '', step));
    else if (step !== undefined) go(event, all, days, deal, step);
    else if (key === 'm') onAsk(deal);
    else if (key === 'x') onTick(deal);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Up and down stay within a day while it has deals; otherwise to the next day that has some. */
function go(
  event: KeyboardEvent<HTMLElement>,
  all: readonly string[],
  days: ReadonlyMap<string, readonly RecordRow[]>,
  deal: RecordRow,
  step: number,
): void {
  const sign = Math.sign(step);
  const cell = (event.target as HTMLElement).closest('[data-day]');
  if (Math.abs(step) === 7) {
    const chips = [...(cell?.querySelectorAll<HTMLElement>('[data-deal]') ?? [])];
    const at = chips.findIndex((chip) => chip.dataset['deal'] === deal.id);
    const beside = chips[at + sign];
    if (beside) {
      beside.focus();
      return;
    }
  }
  const start = all.indexOf(dayOfDeal(deal) ?? '');
  for (let at = start + step; at >= 0 && at < all.length; at += step) {
    const deals = days.get(all[at] ?? '');
    if (!deals || deals.length === 0) continue;
    document.querySelector<HTMLElement>(`[role="grid"] [data-day="${all[at]}"] [data-deal]`)?.focus();
    return;
  }
}
