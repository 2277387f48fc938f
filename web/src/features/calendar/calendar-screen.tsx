import { useNavigate, useSearch } from '@tanstack/react-router';
import { CalendarDays } from 'lucide-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { useIsMobile } from '@/lib/use-is-mobile';
import { useNow } from '@/lib/use-now';
import { OwnerMenu } from '@/records/people/owner-menu';
import { usePeopleOf } from '@/records/people/people-of';
import { PanelError } from '@/records/page/panel-error';
import { TopBar } from '@/ui/top-bar';
import { CalendarSkeleton } from './calendar-skeleton';
import { DayDialog } from './day-dialog';
import { entriesByDay, type Entry } from './entry';
import { EntryAgenda } from './entry-agenda';
import { EntryChip } from './entry-chip';
import { MonthView } from './month-view';
import { ScreenBar } from './screen-bar';
import { searchOf, sorts, whoseOf, type CalendarSearch, type Sort } from './screen-search';
import { SeriesDialog } from './series-dialog';
import { spanOf, spanTitle } from './screen-span';
import { SubscribeButton } from './subscribe-button';
import { useCalendarKeys } from './use-calendar-keys';
import { useDayDrag } from './use-day-drag';
import { useEntries } from './use-entries';
import { useFocusOn } from './use-focus-on';
import { useMoveEntry } from './use-move-entry';

const PeekDrawer = lazy(async () => ({ default: (await import('@/records/peek/peek-drawer')).PeekDrawer }));

/** What is planned and what took place, by the day. */
export function CalendarScreen() {
  const kind = useKind('task');
  return kind ? <Planner kind={kind} /> : null;
}

function Planner({ kind }: { kind: KindMeta }) {
  const t = useT();
  const format = useFormat();
  const phone = useIsMobile();
  const navigate = useNavigate();
  const search = useSearch({ from: '/_app/calendar' });
  const today = dayOf(useNow(), format.timeZone);
  const view = search.view ?? (phone ? 'agenda' : 'month');
  const at = search.at ?? today;
  const { weeks, first, last } = spanOf(view, at);
  const { hide } = search;
  const hidden = useMemo(() => new Set(sorts.filter((sort) => hide?.split('.').includes(sort))), [hide]);
  const whose = whoseOf(search);
  const people = usePeopleOf(whose);
  const found = useEntries(kind, { first, last, timeZone: format.timeZone, people, hidden });
  const days = useMemo(() => entriesByDay(found.entries), [found.entries]);
  const { mayMove, move, asked, answer, cancel } = useMoveEntry(kind);
  const [active, setActive] = useState<string | null>(null);
  const [dated, setDated] = useState<Entry | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const follow = useFocusOn(root, days);

  const change = (next: Partial<CalendarSearch>) =>
    void navigate({ to: '/calendar', search: { ...search, ...next }, replace: true });
  const take = (entry: Entry, day: string) => {
    if (!mayMove(entry)) return;
    follow(entry.id);
    if (day < first || day > last) change({ at: day });
    move(entry, day);
  };
  const drag = useDayDrag((id, day) => {
    const entry = found.entries.find((candidate) => candidate.id === id);
    if (entry) move(entry, day);
  });
  const onKeyDown = useCalendarKeys({
    weeks,
    days,
    onMove: take,
    onAsk: (entry) => mayMove(entry) && setDated(entry),
  });
  const firstEntry = weeks.flat().flatMap((day) => days.get(day)?.[0] ?? [])[0];
  const tabbed = found.entries.some(({ id }) => id === active) ? active : (firstEntry?.id ?? null);
  const [peekKind, peekId] = search.peek?.split(':') ?? [];
  const peeked = useKind(peekKind ?? '');
  const peek = (next: { kind: string; record: string } | null) =>
    change({ peek: next ? `${next.kind}:${next.record}` : undefined });
  const chip = (entry: Entry, open: boolean) => (
    <EntryChip
      entry={entry}
      today={today}
      movable={mayMove(entry)}
      tabbable={open || view === 'agenda' || tabbed === entry.id}
      dragged={drag?.deal === entry.id}
      onFocus={() => setActive(entry.id)}
      onOpen={() => peek(entry)}
    />
  );
  const title = spanTitle(view, at, [first, last], format.locale);
  return (
    <>
      <TopBar icon={<CalendarDays size={16} strokeWidth={1.75} />} title={t('agenda.title')}>
        <SubscribeButton phone={phone} />
        <OwnerMenu focus={whose} onChange={({ owner, team }) => change(searchOf({ owner, team }))} />
      </TopBar>
      <ScreenBar
        view={view}
        at={at}
        today={today}
        title={title}
        phone={phone}
        hidden={hidden}
        onChange={change}
        onHide={(next: readonly Sort[]) => change({ hide: next.length > 0 ? next.join('.') : undefined })}
      />
      {found.cut && (
        <p role="status" className="border-t border-line px-4 py-1.5 text-warning">
          {t('agenda.cut')}
        </p>
      )}
      <p id="calendar-keys" className="sr-only">
        {t('agenda.keys')}
      </p>
      {/* The keys of an entry are those of the whole calendar. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={root}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface"
      >
        {found.error ? (
          <PanelError size="page" error={found.error} onRetry={found.refetch} />
        ) : found.loading ? (
          <CalendarSkeleton phone={phone} />
        ) : view === 'agenda' ? (
          <EntryAgenda
            days={days}
            today={today}
            renderChip={(entry) => chip(entry, false)}
            mayMove={mayMove}
            onAsk={setDated}
          />
        ) : (
          <MonthView
            weeks={weeks}
            days={days}
            today={today}
            month={view === 'month' ? at.slice(0, 7) : null}
            over={drag?.over ?? null}
            label={t('agenda.of', { span: title })}
            renderChip={chip}
            shown={view === 'week' ? 40 : 3}
          />
        )}
      </div>
      {dated && (
        <DayDialog
          title={t('agenda.change_day', { title: dated.title })}
          value={dated.day}
          phone={phone}
          onClose={() => setDated(null)}
          onChoose={(day) => {
            setDated(null);
            take(dated, day);
          }}
        />
      )}
      {asked && <SeriesDialog title={asked.entry.title} onAnswer={answer} onClose={cancel} />}
      <Suspense>
        {peeked && peekId !== undefined && (
          <PeekDrawer
            kind={peeked}
            id={peekId}
            rows={found.rowsOf(peeked.key as Entry['kind'])}
            onWalk={(id) => peek({ kind: peeked.key, record: id })}
            onClose={() => {
              peek(null);
              requestAnimationFrame(() =>
                root.current?.querySelector<HTMLElement>(`[data-entry^="${peekId}"]`)?.focus(),
              );
            }}
          />
        )}
      </Suspense>
    </>
  );
}
