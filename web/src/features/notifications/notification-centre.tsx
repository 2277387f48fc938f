import { getRouteApi, Link } from '@tanstack/react-router';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Bell, BellOff, CheckCheck, Settings2 } from 'lucide-react';
import {
  NOTIFICATION_KINDS,
  notificationsQuery,
  unreadQuery,
  type AppNotification,
} from '@/api/notifications';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { PanelError } from '@/records/page/panel-error';
import { DayHead } from '@/records/timeline/day-head';
import { LoadMore } from '@/records/timeline/load-more';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { SegmentedControl } from '@/ui/segmented-control';
import { Select } from '@/ui/select';
import { TopBar } from '@/ui/top-bar';
import type { CentreSearch } from './centre-search';
import { groupNotifications, type NotificationGroup } from './group-notifications';
import { LinesSkeleton } from './lines-skeleton';
import { NotificationLine } from './notification-line';
import { useMarkRead } from './use-mark-read';

const route = getRouteApi('/_app/notifications');
/** An option's value may not be empty. */
const ANY = 'any';

/** Everything that Kith tells the reader, by day, the newest first. */
export function NotificationCentre() {
  const t = useT();
  const { timeZone } = useFormat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const list = useInfiniteQuery({ ...notificationsQuery(search), placeholderData: keepPreviousData });
  const markRead = useMarkRead();
  const all = list.data?.pages.flatMap((page) => page.data);
  const change = (next: CentreSearch) => void navigate({ search: next, replace: true });
  const filtered = search.unread === true || search.kind !== undefined;
  return (
    <>
      <TopBar icon={<Bell size={16} strokeWidth={1.75} />} title={t('notify.title')} />
      <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-2">
        <SegmentedControl
          label={t('notify.filter')}
          value={search.unread ? 'unread' : 'all'}
          segments={[
            { value: 'all', label: t('notify.all') },
            { value: 'unread', label: t('notify.only_unread') },
          ]}
          onValueChange={(value) => {
            const { unread: _, ...rest } = search;
            change(value === 'unread' ? { ...rest, unread: true } : rest);
          }}
        />
        <Select
          size="sm"
          aria-label={t('notify.filter_kind')}
          className="w-auto max-w-56 max-md:h-11 max-md:flex-1"
          value={search.kind ?? ANY}
          options={[
            { value: ANY, label: t('notify.any_kind') },
            ...NOTIFICATION_KINDS.map((value) => ({ value, label: t(`notify.kind.${value}`) })),
          ]}
          onValueChange={(value) => {
            const { kind: _, ...rest } = search;
            const kind = NOTIFICATION_KINDS.find((known) => known === value);
            change(kind ? { ...rest, kind } : rest);
          }}
        />
        <span className="flex-1 max-md:hidden" />
        <Button
          size="sm"
          variant="ghost"
          disabled={unread === 0}
          icon={<CheckCheck size={16} strokeWidth={1.75} />}
          onClick={() => void markRead()}
        >
          {t('notify.read_all')}
        </Button>
        <Link
          to="/settings/notifications"
          className="touch-target relative inline-flex h-7 items-center gap-1.5 rounded-ctl px-2 text-13 font-medium text-ink-2 hover:bg-hover max-md:h-11"
        >
          <Settings2 size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="max-md:sr-only">{t('notify.settings')}</span>
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div
          className={`mx-auto max-w-[820px] px-2 pb-8 max-md:px-0 ${list.isPlaceholderData ? 'opacity-60' : ''}`}
        >
          {!all && list.error && (
            <PanelError size="page" error={list.error} onRetry={() => void list.refetch()} />
          )}
          {!all && !list.error && <LinesSkeleton label={t('common.loading')} />}
          {all?.length === 0 && (
            <EmptyState
              icon={<BellOff />}
              title={t(filtered ? 'notify.empty_filtered' : 'notify.empty')}
              description={t(filtered ? 'notify.empty_filtered_hint' : 'notify.empty_hint')}
            />
          )}
          {byDay(all ?? [], timeZone).map(({ day, groups }) => (
            <section key={day} aria-labelledby={`day-${day}`}>
              <div className="px-4">
                <DayHead day={day} id={`day-${day}`} />
              </div>
              <ul className="divide-y divide-line">
                {groups.map((group) => (
                  <NotificationLine
                    key={group.newest.id}
                    group={group}
                    onOpen={() => {}}
                    onRead={() => void markRead(group)}
                  />
                ))}
              </ul>
            </section>
          ))}
          {list.hasNextPage && (
            <LoadMore
              loading={list.isFetchingNextPage}
              failed={list.isFetchNextPageError}
              onLoad={() => void list.fetchNextPage()}
            />
          )}
        </div>
      </div>
    </>
  );
}

/** Groups by the day of the newest of each. */
function byDay(all: readonly AppNotification[], timeZone: string) {
  const days: { day: string; groups: NotificationGroup[] }[] = [];
  for (const group of groupNotifications(all)) {
    const day = dayOf(new Date(group.newest.created_at), timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.groups.push(group);
    else days.push({ day, groups: [group] });
  }
  return days;
}
