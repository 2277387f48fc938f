import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { dayOf, plainDate } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import type { BoardProps } from '@/records/table/board-layout';
import { ListError } from '@/records/table/list-error';
import { isTicked } from '@/records/table/selection';
import { AgendaView } from './agenda-view';
import type { CalendarControl } from './calendar-control';
import { CalendarBar } from './calendar-bar';
import { CalendarSkeleton } from './calendar-skeleton';
import { DayDialog } from './day-dialog';
import { DealChip } from './deal-chip';
import { byDay, dayOfDeal, isMonth, weeksOf } from './month-grid';
import { MonthView } from './month-view';
import { sumOf } from './sums';
import { useCalendarKeys } from './use-calendar-keys';
import { useDayDrag } from './use-day-drag';
import { useFocusOn } from './use-focus-on';
import { useMonth } from './use-month';
import { useReschedule } from './use-reschedule';
import { WeekTotal } from './week-total';

const PeekDrawer = lazy(async () => ({ default: (await import('@/records/peek/peek-drawer')).PeekDrawer }));

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
  const [active, setActive] = useState<string | null>(null);
  const [asked, setAsked] = useState<RecordRow | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const follow = useFocusOn(root, days);
  const drag = useDayDrag((id, day) => {
    const deal = rows.find((candidate) => candidate.id === id);
    if (deal) void move(deal, day);
  });
  const take = (deal: RecordRow, day: string) => {
    // The focus goes along; into another month so does the calendar.
    follow(deal.id);
    if (mayMove(deal) && (day < first || day > last)) list.change({ at: day.slice(0, 7) }, { replace: true });
    void move(deal, day);
  };
  const onKeyDown = useCalendarKeys({
    weeks,
    days,
    onMove: take,
    onAsk: (deal) => mayMove(deal) && setAsked(deal),
    onTick: (deal) => selection.toggleOne(deal.id, !isTicked(selection.selection, deal.id)),
  });
  if (error && !data) {
    const reset = list.changed || list.query.view !== null ? () => list.chooseView(null) : null;
    return <ListError error={error} onRetry={() => void refetch()} onReset={reset} />;
  }
  const inMonth = rows.filter((deal) => String(deal['expected_close_on'] ?? '').startsWith(month));
  const counted = inMonth.filter(({ status }) => status !== 'lost');
  const known = active !== null && rows.some(({ id }) => id === active);
  const firstDeal = weeks.flat().flatMap((day) => days.get(day)?.[0] ?? [])[0];
  const { peek: peeked } = list.query;
  const peek = (id: string | null) => list.change({ peek: id }, { replace: peeked !== null });
  const name = new Intl.DateTimeFormat(format.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const title = name.format(plainDate(`${month}-01`));
  const calendar: CalendarControl = {
    today,
    month,
    drag,
    active: known ? active : (firstDeal?.id ?? null),
    activate: setActive,
    mayMove,
    peek,
    askDay: setAsked,
    isTicked: (id) => isTicked(selection.selection, id),
  };
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
      {cut && (
        <p role="status" className="border-t border-line px-4 py-1.5 text-warning">
          {t('calendar.cut', { count: rows.length })}
        </p>
      )}
      <p id="calendar-keys" className="sr-only">
        {t('calendar.keys')}
      </p>
      {/* The keys of a deal are those of the whole calendar. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={root}
        onKeyDown={onKeyDown}
        className={cn('min-h-0 flex-1 overflow-auto border-t border-line', isPlaceholderData && 'opacity-60')}
      >
        {!data ? (
          <CalendarSkeleton phone={phone} />
        ) : phone ? (
          <AgendaView kind={kind} weeks={weeks} days={days} calendar={calendar} />
        ) : (
          <MonthView
            weeks={weeks}
            days={days}
            today={today}
            month={month}
            over={drag?.over ?? null}
            label={t('calendar.of', { month: title })}
            renderChip={(deal, open) => (
              <DealChip deal={deal} calendar={open ? { ...calendar, active: deal.id } : calendar} />
            )}
            totalLabel={t('calendar.week_total')}
            renderTotal={(week) => <WeekTotal deals={week} />}
          />
        )}
      </div>
      {asked && (
        <DayDialog
          title={t('calendar.change_day', { title: asked.title })}
          value={dayOfDeal(asked)}
          phone={phone}
          onClose={() => setAsked(null)}
          onChoose={(day) => {
            setAsked(null);
            take(asked, day);
          }}
        />
      )}
      <Suspense>
        {peeked !== null && (
          <PeekDrawer
            kind={kind}
            id={peeked}
            rows={rows}
            onWalk={peek}
            onClose={() => {
              peek(null);
              requestAnimationFrame(() =>
                root.current?.querySelector<HTMLElement>(`[data-entry="${peeked}"]`)?.focus(),
              );
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
