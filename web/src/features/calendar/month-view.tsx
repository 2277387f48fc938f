import type { ReactNode } from 'react';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { plainDate } from '@/lib/days';
import { DayCell } from './day-cell';

interface MonthViewProps<Item extends { id: string }> {
  weeks: readonly string[][];
  days: ReadonlyMap<string, readonly Item[]>;
  today: string;
  /** Days outside it are pale; null where none is. */
  month: string | null;
  /** The day over which something is held. */
  over: string | null;
  label: string;
  /** An entry; `open` where it stands in the list of all of its day. */
  renderChip: (item: Item, open: boolean) => ReactNode;
  /** A column at the end of each week. */
  totalLabel?: string;
  renderTotal?: (items: readonly Item[]) => ReactNode;
  /** How many entries a day shows before the others go behind a button. */
  shown?: number;
}

/** The weeks of a month, a line for each. Deals, tasks and meetings share it. */
export function MonthView<Item extends { id: string }>(props: MonthViewProps<Item>) {
  const { weeks, days, label, totalLabel, renderTotal } = props;
  const format = useFormat();
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' });
  const row = cn(
    'grid',
    renderTotal ? 'grid-cols-[repeat(7,minmax(0,1fr))_84px]' : 'grid-cols-[repeat(7,minmax(0,1fr))]',
  );
  return (
    <div role="grid" aria-label={label} aria-describedby="calendar-keys" className="min-w-[720px]">
      <div role="row" className={cn(row, 'sticky top-0 z-10 border-b border-line bg-surface')}>
        {weeks[0]?.map((day) => (
          <span key={day} role="columnheader" className="px-2 py-1.5 text-12 font-medium text-ink-3">
            {weekday.format(plainDate(day))}
          </span>
        ))}
        {renderTotal && (
          <span role="columnheader" className="px-2 py-1.5 text-right text-12 font-medium text-ink-3">
            {totalLabel}
          </span>
        )}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} role="row" className={row}>
          {week.map((day) => (
            <DayCell key={day} {...props} day={day} items={days.get(day) ?? []} />
          ))}
          {renderTotal && (
            <div
              role="gridcell"
              className="border-b border-l border-hairline bg-canvas px-2 py-2 text-right text-12 tabular-nums"
            >
              {renderTotal(week.flatMap((day) => days.get(day) ?? []))}
            </div>
          )}
        </div>
      ))}
    </div>
  );
}
