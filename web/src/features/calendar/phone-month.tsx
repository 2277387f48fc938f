import { useRef, type KeyboardEvent } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { plainDate } from '@/lib/days';
import { addDays } from '@/lib/span';
import { steps } from './month-grid';

interface PhoneMonthProps {
  weeks: readonly string[][];
  days: ReadonlyMap<string, readonly unknown[]>;
  today: string;
  month: string;
  /** The day whose entries are listed below. */
  chosen: string;
  label: string;
  onChoose: (day: string) => void;
}

/** So many entries are a dot each, more are a number. */
const MOST_DOTS = 3;

/** A month that fits a phone: how much stands on each day. What it is, the list of the chosen day says. */
export function PhoneMonth({ weeks, days, today, month, chosen, label, onChoose }: PhoneMonthProps) {
  const t = useT();
  const format = useFormat();
  const grid = useRef<HTMLDivElement>(null);
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' });
  const onKeyDown = (event: KeyboardEvent, day: string) => {
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = addDays(day, step);
    onChoose(next);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus());
  };
  return (
    <div ref={grid} role="grid" aria-label={label} className="border-b border-line px-1 pb-1">
      <div role="row" className="grid grid-cols-7">
        {weeks[0]?.map((day) => (
          <span key={day} role="columnheader" className="py-1 text-center text-12 text-ink-3">
            {weekday.format(plainDate(day))}
          </span>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} role="row" className="grid grid-cols-7">
          {week.map((day) => {
            const count = days.get(day)?.length ?? 0;
            return (
              <div key={day} role="gridcell" aria-selected={day === chosen} className="grid">
                <button
                  type="button"
                  data-cell={day}
                  tabIndex={day === chosen ? 0 : -1}
                  aria-current={day === today ? 'date' : undefined}
                  aria-label={`${format.full(day)}, ${t('agenda.count', { count })}`}
                  onClick={() => onChoose(day)}
                  onKeyDown={(event) => onKeyDown(event, day)}
                  className={cn(
                    'focus-inset grid h-12 content-center justify-items-center gap-0.5 rounded-ctl tabular-nums',
                    day === chosen && 'bg-selected',
                    day.startsWith(month) ? 'text-ink' : 'text-ink-3',
                  )}
                >
                  <span
                    className={cn(
                      'grid h-6 min-w-6 place-items-center rounded-full px-1',
                      day === today && 'bg-accent font-semibold text-on-accent',
                    )}
                  >
                    {Number(day.slice(8))}
                  </span>
                  <span className="flex h-3.5 items-center gap-0.5 text-11 text-ink-2">
                    {count > MOST_DOTS
                      ? count
                      : Array.from({ length: count }, (_, dot) => (
                          <span key={dot} className="size-1.5 rounded-full bg-accent" />
                        ))}
                  </span>
                </button>
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
