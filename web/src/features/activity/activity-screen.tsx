import { getRouteApi } from '@tanstack/react-router';
import { Activity, LinkIcon } from 'lucide-react';
import { isProblem } from '@/api/problem-error';
import type { ActivityEntry } from '@/entities/activity/activity-query';
import { ActivityLine } from '@/entities/activity/activity-line';
import { useActivity } from '@/entities/activity/use-activity';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { PanelError } from '@/records/page/panel-error';
import { DayHead } from '@/records/timeline/day-head';
import { LoadMore } from '@/records/timeline/load-more';
import { TimelineSkeleton } from '@/records/timeline/timeline-skeleton';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { TopBar } from '@/ui/top-bar';
import { ActivityFilters } from './activity-filters';
import type { ActivitySearch } from './activity-search';

const route = getRouteApi('/_app/activity');

/** Everything that happened and that one may see, newest first. */
export function ActivityScreen() {
  const t = useT();
  const { timeZone } = useFormat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const feed = useActivity(search);
  const { entries, error } = feed;
  const narrowed = Object.keys(search).length > 0;
  const change = (next: ActivitySearch) => {
    const kept = Object.entries(next).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(kept) as ActivitySearch });
  };
  return (
    <>
      <TopBar icon={<Activity size={16} strokeWidth={1.75} />} title={t('activity.title')} />
      <ActivityFilters search={search} onChange={change} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {isProblem(error, 'validation_failed') && !entries ? (
          <EmptyState
            icon={<LinkIcon />}
            title={t('activity.wrong')}
            description={t('activity.wrong_text')}
            actions={
              <Button variant="primary" onClick={() => change({})}>
                {t('activity.show_all')}
              </Button>
            }
          />
        ) : error && !entries ? (
          <PanelError size="page" error={error} onRetry={() => void feed.refetch()} />
        ) : !entries ? (
          <div className="mx-auto max-w-[820px] px-6 max-md:px-4">
            <TimelineSkeleton />
          </div>
        ) : entries.length === 0 && !feed.hasNextPage ? (
          <EmptyState
            icon={<Activity />}
            title={t('activity.empty')}
            description={t(narrowed ? 'activity.empty_filtered' : 'activity.empty_text')}
            actions={narrowed && <Button onClick={() => change({})}>{t('activity.show_all')}</Button>}
          />
        ) : (
          <div
            className={
              feed.isPlaceholderData
                ? 'mx-auto max-w-[820px] px-6 pb-8 opacity-60 max-md:px-4'
                : 'mx-auto max-w-[820px] px-6 pb-8 max-md:px-4'
            }
          >
            {byDay(entries, timeZone).map(({ day, entries: ofDay }) => (
              <section key={day} aria-labelledby={`day-${day}`}>
                <DayHead day={day} id={`day-${day}`} />
                <ul>
                  {ofDay.map((entry) => (
                    <ActivityLine key={entry.id} entry={entry} />
                  ))}
                </ul>
              </section>
            ))}
            {feed.hasNextPage && (
              <LoadMore
                loading={feed.isFetchingNextPage}
                failed={feed.isFetchNextPageError}
                onLoad={() => void feed.fetchNextPage()}
              />
            )}
          </div>
        )}
      </div>
    </>
  );
}

function byDay(entries: readonly ActivityEntry[], timeZone: string) {
  const days: { day: string; entries: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(new Date(entry.at), timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
