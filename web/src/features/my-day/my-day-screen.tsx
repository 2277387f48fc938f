import { useNavigate, useSearch } from '@tanstack/react-router';
import { CalendarCheck, PartyPopper } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import { OwnerMenu, type Whose } from '@/records/people/owner-menu';
import { usePeopleOf } from '@/records/people/people-of';
import { PanelError } from '@/records/page/panel-error';
import { may } from '@/records/model/permissions';
import { useMe } from '@/api/bootstrap';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { TopBar } from '@/ui/top-bar';
import { DayTask } from './day-task';
import { QuickAdd } from './quick-add';
import { sectionIds, sectionsOf } from './sections';
import { useDayCommands } from './use-day-commands';
import { useDayTasks } from './use-day-tasks';
import { useDayWork } from './use-day-work';

/** What is due today, what is overdue, what comes next and what is done, of me, somebody or a team. */
export function MyDayScreen() {
  const kind = useKind('task');
  return kind ? <Day kind={kind} /> : null;
}

function Day({ kind }: { kind: KindMeta }) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const navigate = useNavigate();
  const { owner, team } = useSearch({ from: '/_app/my-day' });
  const everyone = owner === 'everyone';
  const whose: Whose = { owner: team || everyone ? null : (owner ?? 'me'), team: team ?? null };
  const today = dayOf(useNow(), format.timeZone);
  const list = useDayTasks(kind, usePeopleOf(whose), today, format.timeZone);
  const { rows, data, error, refetch, cut, nobody } = list;
  const sections = useMemo(() => sectionsOf(rows, today, format.timeZone), [rows, today, format.timeZone]);
  const order = useMemo(() => sectionIds.flatMap((id) => sections[id]), [sections]);
  const [active, setActive] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const work = useDayWork(kind);
  useDayCommands({ order, active, root, box, work, onAsk: setAsked, onActivate: setActive });
  const choose = (next: Whose) => {
    const search = next.team ? { team: next.team } : { owner: next.owner ?? 'everyone' };
    void navigate({ to: '/my-day', search: search.owner === 'me' ? {} : search, replace: true });
  };
  const open = sections.overdue.length + sections.today.length;
  return (
    <>
      <TopBar
        icon={<CalendarCheck size={16} strokeWidth={1.75} />}
        title={t('tasks.day.title')}
        detail={open > 0 ? open : undefined}
      >
        <OwnerMenu focus={whose} onChange={choose} />
      </TopBar>
      {may('create', kind, undefined, me) && (
        <QuickAdd kind={kind} today={today} assignee={owner && !everyone ? owner : null} box={box} />
      )}
      <div ref={root} className="min-h-0 flex-1 overflow-y-auto" aria-describedby="day-keys">
        <p id="day-keys" className="sr-only">
          {t('tasks.day.keys')}
        </p>
        {!data && error ? (
          <PanelError size="page" error={error} onRetry={() => void refetch()} />
        ) : !data && !nobody ? (
          <div role="status" aria-label={t('common.loading')} className="grid gap-2 p-4">
            {[0, 1, 2, 3, 4].map((line) => (
              <Skeleton key={line} className="h-9" />
            ))}
          </div>
        ) : order.length === 0 ? (
          <EmptyState
            icon={<PartyPopper />}
            title={t('tasks.day.empty')}
            description={t('tasks.day.empty_text')}
          />
        ) : (
          sectionIds.map(
            (id) =>
              sections[id].length > 0 && (
                <section key={id} aria-labelledby={`day-${id}`}>
                  <h2
                    id={`day-${id}`}
                    className="sticky top-0 z-10 flex items-center gap-2 bg-canvas px-4 pt-3 pb-1.5 text-12 font-medium text-ink-2 max-md:px-3"
                  >
                    {t(`tasks.day.${id}`)}
                    <span className="text-ink-3 tabular-nums">{sections[id].length}</span>
                  </h2>
                  <ul aria-label={t(`tasks.day.${id}`)} className="border-t border-hairline">
                    {sections[id].map((task: RecordRow) => (
                      <DayTask
                        key={task.id}
                        kind={kind}
                        task={task}
                        work={work}
                        active={active === task.id}
                        onActivate={() => setActive(task.id)}
                        asking={asked === task.id}
                        onAsk={(shown) => setAsked(shown ? task.id : null)}
                        people={whose.owner !== 'me'}
                      />
                    ))}
                  </ul>
                </section>
              ),
          )
        )}
        {cut && (
          <p role="status" className="px-4 py-2 text-warning">
            {t('tasks.day.cut', { count: rows.length })}
          </p>
        )}
      </div>
    </>
  );
}
