import { useRef, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { Popover } from '@/ui/popover';
import type { CalendarControl } from './calendar-control';
import { DealChip } from './deal-chip';
import { useDayDrop } from './use-day-drag';

interface DayCellProps {
  day: string;
  deals: readonly RecordRow[];
  calendar: CalendarControl;
}

/** Deals that a day shows; more stand behind a button. */
const SHOWN = 3;

/** A day of the month with its deals. */
export function DayCell({ day, deals, calendar }: DayCellProps) {
  const t = useT();
  const format = useFormat();
  const cell = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useDayDrop(cell, day);
  const { today, month, drag } = calendar;
  const outside = !day.startsWith(month);
  // A single deal more takes no more room than the button that would hide it.
  const shown = deals.length <= SHOWN + 1 ? deals : deals.slice(0, SHOWN);
  const rest = deals.length - shown.length;
  return (
    <div
      ref={cell}
      role="gridcell"
      data-day={day}
      aria-current={day === today ? 'date' : undefined}
      className={cn(
        'grid min-h-28 min-w-0 content-start gap-1 border-r border-b border-hairline p-1.5 last:border-r-0',
        outside ? 'bg-canvas' : 'bg-surface',
        drag?.over === day && 'bg-selected',
      )}
    >
      <time
        dateTime={day}
        className={cn(
          'grid h-5 min-w-5 place-self-start place-items-center rounded-full px-1 text-12 tabular-nums',
          day === today ? 'bg-accent font-semibold text-on-accent' : outside ? 'text-ink-3' : 'text-ink-2',
        )}
      >
        <span aria-hidden="true">{Number(day.slice(8))}</span>
        <span className="sr-only">{format.full(day)}</span>
      </time>
      {shown.map((deal) => (
        <DealChip key={deal.id} deal={deal} calendar={calendar} />
      ))}
      {rest > 0 && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          label={format.full(day)}
          className="w-72"
          trigger={
            <button
              type="button"
              className="h-6 rounded-tag px-1.5 text-left text-12 font-medium text-ink-2 hover:bg-hover hover:text-ink"
            >
              {t('calendar.more', { count: rest })}
            </button>
          }
        >
          <div className="grid max-h-80 gap-1.5 overflow-y-auto p-3">
            <p className="pb-1 font-medium">{format.full(day)}</p>
            {deals.map((deal) => (
              <DealChip key={deal.id} deal={deal} calendar={{ ...calendar, active: deal.id }} />
            ))}
          </div>
        </Popover>
      )}
    </div>
  );
}
