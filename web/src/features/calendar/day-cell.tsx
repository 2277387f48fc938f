import { useRef, useState, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { Popover } from '@/ui/popover';
import { useDayDrop } from './use-day-drag';

interface DayCellProps<Item extends { id: string }> {
  day: string;
  items: readonly Item[];
  today: string;
  month: string | null;
  over: string | null;
  renderChip: (item: Item, open: boolean) => ReactNode;
  shown?: number;
}

/** A day with its entries; what is more than a few stands behind a button. */
export function DayCell<Item extends { id: string }>({
  day,
  items,
  today,
  month,
  over,
  renderChip,
  shown: most = 3,
}: DayCellProps<Item>) {
  const t = useT();
  const format = useFormat();
  const cell = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useDayDrop(cell, day);
  const outside = month !== null && !day.startsWith(month);
  // A single entry more takes no more room than the button that would hide it.
  const shown = items.length <= most + 1 ? items : items.slice(0, most);
  const rest = items.length - shown.length;
  return (
    <div
      ref={cell}
      role="gridcell"
      data-day={day}
      aria-current={day === today ? 'date' : undefined}
      className={cn(
        'grid min-w-0 content-start gap-1 border-r border-b border-hairline p-1.5 last:border-r-0',
        month === null ? 'min-h-[60vh]' : 'min-h-28',
        outside ? 'bg-canvas' : 'bg-surface',
        over === day && 'bg-selected',
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
      {shown.map((item) => (
        <div key={item.id} className="min-w-0">
          {renderChip(item, false)}
        </div>
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
            {items.map((item) => (
              <div key={item.id} className="min-w-0">
                {renderChip(item, true)}
              </div>
            ))}
          </div>
        </Popover>
      )}
    </div>
  );
}
