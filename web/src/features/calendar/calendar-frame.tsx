import { lazy, Suspense, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { PeekDrawer as Drawer } from '@/records/peek/peek-drawer';
import { DayDialog } from './day-dialog';
import { useCalendarKeys } from './use-calendar-keys';
import { useDayDrag } from './use-day-drag';
import { useFocusOn } from './use-focus-on';

const PeekDrawer = lazy(async () => ({ default: (await import('@/records/peek/peek-drawer')).PeekDrawer }));

/** What the entries of a calendar have to know of each other. */
export interface CalendarHand<Item> {
  /** The one entry that the Tab key stops at. */
  active: string | null;
  activate: (id: string) => void;
  /** The entry that the pointer has taken, and the day over which it is held. */
  dragged: string | null;
  over: string | null;
  /** Asks for another day. */
  ask: (item: Item) => void;
}

interface CalendarFrameProps<Item> {
  weeks: readonly string[][];
  days: ReadonlyMap<string, readonly Item[]>;
  /** What the keys do, in words, for who hears the page. */
  keys: string;
  /** That not everything is shown. */
  cut: string | null;
  phone: boolean;
  dimmed?: boolean;
  mayMove: (item: Item) => boolean;
  onMove: (item: Item, day: string) => void;
  /** An entry goes to this day by the keys or the question: it should be in sight. */
  onGo: (day: string) => void;
  onTick?: (item: Item) => void;
  dayTitle: (item: Item) => string;
  dayOf: (item: Item) => string | null;
  /** The record that is open beside it. */
  beside: ComponentProps<typeof Drawer> | null;
  children: (hand: CalendarHand<Item>) => ReactNode;
}

/** What every calendar has around its days: keys, dragging, the question for a day, and the record beside it. */
export function CalendarFrame<Item extends { id: string }>({
  weeks,
  days,
  keys,
  cut,
  phone,
  dimmed,
  mayMove,
  onMove,
  onGo,
  onTick,
  dayTitle,
  dayOf,
  beside,
  children,
}: CalendarFrameProps<Item>) {
  const [active, activate] = useState<string | null>(null);
  const [asked, setAsked] = useState<Item | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const follow = useFocusOn(root, days);
  const items = weeks.flat().flatMap((day) => days.get(day) ?? []);
  const drag = useDayDrag((id, day) => {
    const item = items.find((candidate) => candidate.id === id);
    if (item) onMove(item, day);
  });
  const take = (item: Item, day: string) => {
    if (!mayMove(item)) return;
    // The focus goes along.
    follow(item.id);
    onGo(day);
    onMove(item, day);
  };
  const ask = (item: Item) => {
    if (mayMove(item)) setAsked(item);
  };
  const onKeyDown = useCalendarKeys({ weeks, days, onMove: take, onAsk: ask, onTick });
  const hand: CalendarHand<Item> = {
    active: items.some(({ id }) => id === active) ? active : (items[0]?.id ?? null),
    activate,
    dragged: drag?.deal ?? null,
    over: drag?.over ?? null,
    ask,
  };
  return (
    <>
      {cut !== null && (
        <p role="status" className="border-t border-line px-4 py-1.5 text-warning">
          {cut}
        </p>
      )}
      <p id="calendar-keys" className="sr-only">
        {keys}
      </p>
      {/* The keys of an entry are those of the whole calendar. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={root}
        onKeyDown={onKeyDown}
        className={cn('min-h-0 flex-1 overflow-auto border-t border-line bg-surface', dimmed && 'opacity-60')}
      >
        {children(hand)}
      </div>
      {asked && (
        <DayDialog
          title={dayTitle(asked)}
          value={dayOf(asked)}
          phone={phone}
          onClose={() => setAsked(null)}
          onChoose={(day) => {
            setAsked(null);
            take(asked, day);
          }}
        />
      )}
      <Suspense>
        {beside && (
          <PeekDrawer
            {...beside}
            onClose={() => {
              beside.onClose();
              requestAnimationFrame(() =>
                root.current?.querySelector<HTMLElement>(`[data-entry^="${beside.id}"]`)?.focus(),
              );
            }}
          />
        )}
      </Suspense>
    </>
  );
}
