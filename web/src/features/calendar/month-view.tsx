import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { plainDate } from '@/lib/days';
import type { RecordRow } from '@/api/types';
import type { CalendarControl } from './calendar-control';
import { DayCell } from './day-cell';
import { sumOf } from './sums';

interface MonthViewProps {
  weeks: readonly string[][];
  days: ReadonlyMap<string, readonly RecordRow[]>;
  calendar: CalendarControl;
  label: string;
}

const NONE: readonly RecordRow[] = [];
const row = 'grid grid-cols-[repeat(7,minmax(0,1fr))_84px]';

/** The weeks of a month, a line for each, with what each comes to. */
export function MonthView({ weeks, days, calendar, label }: MonthViewProps) {
  const t = useT();
  const format = useFormat();
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <div role="grid" aria-label={label} aria-describedby="calendar-keys" className="min-w-[720px]">
      <div role="row" className={`${row} sticky top-0 z-10 border-b border-line bg-surface`}>
        {weeks[0]?.map((day) => (
          <span key={day} role="columnheader" className="px-2 py-1.5 text-12 font-medium text-ink-3">
            {weekday.format(plainDate(day))}
          </span>
        ))}
        <span role="columnheader" className="px-2 py-1.5 text-right text-12 font-medium text-ink-3">
          {t('calendar.week_total')}
        </span>
      </div>
      {weeks.map((week) => {
        const deals = week.flatMap((day) => days.get(day) ?? NONE).filter(({ status }) => status !== 'lost');
        return (
          <div key={week[0]} role="row" className={row}>
            {week.map((day) => (
              <DayCell key={day} day={day} deals={days.get(day) ?? NONE} calendar={calendar} />
            ))}
            <div
              role="gridcell"
              className="border-b border-l border-hairline bg-canvas px-2 py-2 text-right text-12 tabular-nums"
            >
              {deals.length > 0 && (
                <>
                  <p className="font-medium" title={format.moneySum(sumOf(deals), false)}>
                    {format.moneySum(sumOf(deals))}
                  </p>
                  <p className="text-ink-3">{t('board.deals', { count: deals.length })}</p>
                </>
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}
