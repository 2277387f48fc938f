import { useMemo } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf, plainDate } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import type { BoardProps } from '@/records/table/board-layout';
import { ListError } from '@/records/table/list-error';
import { isTicked } from '@/records/table/selection';
import { AgendaView } from './agenda-view';
import type { CalendarControl } from './calendar-control';
import { CalendarBar } from './calendar-bar';
import { CalendarFrame, type CalendarHand } from './calendar-frame';
import { CalendarSkeleton } from './calendar-skeleton';
import { DealChip } from './deal-chip';
import { byDay, dayOfDeal, isMonth, weeksOf } from './month-grid';
import { MonthView } from './month-view';
import { sumOf } from './sums';
import { useMonth } from './use-month';
import { useReschedule } from './use-reschedule';
import { WeekTotal } from './week-total';

/** The filtered deals by the day they are expected to close. */
export function DealCalendar({ kind, list, query, selection, phone }: BoardProps) {
  const t = useT();
  const format = useFormat();
  const today = dayOf(useNow(), format.timeZone);
  const month = isMonth(list.query.at) ? list.query.at : today.slice(0, 7);
  const weeks = weeksOf(month);
  const [first, last] = [weeks[0]?.[0] ?? today, weeks.at(-1)?.[6] ?? today];
  const { rows, data, error, refetch, isPlaceholderData, cut } = useMonth(kind, query, first, last);
  const days = useMemo(() => byDay(rows), [rows]);
  const { mayMove, move } = useReschedule(kind);
  if (error && !data) {
    const reset = list.changed || list.query.view !== null ? () => list.chooseView(null) : null;
    return <ListError error={error} onRetry={() => void refetch()} onReset={reset} />;
  }
  const inMonth = rows.filter((deal) => String(deal['expected_close_on'] ?? '').startsWith(month));
  const counted = inMonth.filter(({ status }) => status !== 'lost');
  const { peek: peeked } = list.query;
  const peek = (id: string | null) => list.change({ peek: id }, { replace: peeked !== null });
  const name = new Intl.DateTimeFormat(format.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const title = name.format(plainDate(`${month}-01`));
  const control = (hand: CalendarHand<RecordRow>): CalendarControl => ({
    ...hand,
    today,
    month,
    mayMove,
    peek,
    isTicked: (id) => isTicked(selection.selection, id),
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col border-t border-line bg-surface max-md:border-t-0">
      <CalendarBar kind={kind} list={list} month={month} today={today} title={title} phone={phone}>
        {data && (
          <span>
            {t('board.deals', { count: counted.length })}
            {' · '}
            <b className="font-medium text-ink" title={format.moneySum(sumOf(counted), false)}>
              {format.moneySum(sumOf(counted))}
            </b>
          </span>
        )}
      </CalendarBar>
      <CalendarFrame
        weeks={weeks}
        days={days}
        keys={t('calendar.keys')}
        cut={cut ? t('calendar.cut', { count: rows.length }) : null}
        phone={phone}
        dimmed={isPlaceholderData}
        mayMove={mayMove}
        onMove={(deal, day) => void move(deal, day)}
        // Into another month the calendar goes along.
        onGo={(day) => (day < first || day > last) && list.change({ at: day.slice(0, 7) }, { replace: true })}
        onTick={(deal) => selection.toggleOne(deal.id, !isTicked(selection.selection, deal.id))}
        dayTitle={(deal) => t('calendar.change_day', { title: deal.title })}
        dayOf={dayOfDeal}
        beside={peeked === null ? null : { kind, id: peeked, rows, onWalk: peek, onClose: () => peek(null) }}
      >
        {(hand) =>
          !data ? (
            <CalendarSkeleton phone={phone} />
          ) : phone ? (
            <AgendaView kind={kind} weeks={weeks} days={days} calendar={control(hand)} />
          ) : (
            <MonthView
              weeks={weeks}
              days={days}
              today={today}
              month={month}
              over={hand.over}
              label={t('calendar.of', { month: title })}
              renderChip={(deal, open) => (
                <DealChip
                  deal={deal}
                  calendar={open ? { ...control(hand), active: deal.id } : control(hand)}
                />
              )}
              totalLabel={t('calendar.week_total')}
              renderTotal={(week) => <WeekTotal deals={week} />}
            />
          )
        }
      </CalendarFrame>
    </div>
  );
}
