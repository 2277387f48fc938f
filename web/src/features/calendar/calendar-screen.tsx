import { useNavigate, useSearch } from '@tanstack/react-router';
import { CalendarDays } from 'lucide-react';
import { useMemo } from 'react';
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
import { CalendarFrame, type CalendarHand } from './calendar-frame';
import { CalendarSkeleton } from './calendar-skeleton';
import { entriesByDay, type Entry } from './entry';
import { EntryAgenda } from './entry-agenda';
import { EntryChip } from './entry-chip';
import { MonthView } from './month-view';
import { PhoneMonth } from './phone-month';
import { ScreenBar } from './screen-bar';
import { searchOf, sorts, whoseOf, type CalendarSearch, type Sort } from './screen-search';
import { spanOf, spanTitle } from './screen-span';
import { SubscribeButton } from './subscribe-button';
import { useEntries } from './use-entries';
import { useMoveEntry } from './use-move-entry';

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
  // A phone has no room for seven columns of entries: its days are listed one below the other.
  const listed = phone || view === 'agenda';
  const dotted = phone && view === 'month';
  const { hide } = search;
  const hidden = useMemo(() => new Set(sorts.filter((sort) => hide?.split('.').includes(sort))), [hide]);
  const whose = whoseOf(search);
  const people = usePeopleOf(whose);
  const found = useEntries(kind, { first, last, timeZone: format.timeZone, people, hidden });
  const days = useMemo(() => entriesByDay(found.entries), [found.entries]);
  const { mayMove, move } = useMoveEntry(kind);
  const change = (next: Partial<CalendarSearch>) =>
    void navigate({ to: '/calendar', search: { ...search, ...next }, replace: true });
  const [peekKind, peekId] = search.peek?.split(':') ?? [];
  const peeked = useKind(peekKind ?? '');
  const peek = (next: { kind: string; record: string } | null) =>
    change({ peek: next ? `${next.kind}:${next.record}` : undefined });
  const chip = (hand: CalendarHand<Entry>, entry: Entry, open: boolean) => (
    <EntryChip
      entry={entry}
      today={today}
      movable={mayMove(entry)}
      tabbable={open || hand.active === entry.id}
      dragged={hand.dragged === entry.id}
      onFocus={() => hand.activate(entry.id)}
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
      <CalendarFrame
        weeks={weeks}
        days={days}
        keys={t('agenda.keys')}
        cut={found.cut ? t('agenda.cut') : null}
        phone={phone}
        mayMove={mayMove}
        onMove={(entry, day) => void move(entry, day)}
        onGo={(day) => (dotted || day < first || day > last) && change({ at: day })}
        dayTitle={(entry) => t('agenda.change_day', { title: entry.title })}
        dayOf={(entry) => entry.day}
        beside={
          peeked && peekId !== undefined
            ? {
                kind: peeked,
                id: peekId,
                rows: found.rowsOf(peeked.key as Entry['kind']),
                onWalk: (id) => peek({ kind: peeked.key, record: id }),
                onClose: () => peek(null),
              }
            : null
        }
      >
        {(hand) =>
          found.error ? (
            <PanelError size="page" error={found.error} onRetry={found.refetch} />
          ) : found.loading ? (
            <CalendarSkeleton phone={phone} />
          ) : listed ? (
            <>
              {dotted && (
                <PhoneMonth
                  weeks={weeks}
                  days={days}
                  today={today}
                  month={at.slice(0, 7)}
                  chosen={at}
                  label={t('agenda.of', { span: title })}
                  onChoose={(day) => change({ at: day })}
                />
              )}
              <EntryAgenda
                days={days}
                every={dotted ? [at] : view === 'week' ? weeks[0] : undefined}
                today={today}
                renderChip={(entry) => chip(hand, entry, true)}
                mayMove={mayMove}
                onAsk={hand.ask}
              />
            </>
          ) : (
            <MonthView
              weeks={weeks}
              days={days}
              today={today}
              month={view === 'month' ? at.slice(0, 7) : null}
              over={hand.over}
              label={t('agenda.of', { span: title })}
              renderChip={(entry, open) => chip(hand, entry, open)}
              shown={view === 'week' ? 40 : 3}
            />
          )
        }
      </CalendarFrame>
    </>
  );
}
