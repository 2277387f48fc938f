import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useKind } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { KindMeta, RecordRow } from '@/api/types';
import { addDays } from '@/lib/span';
import { fromWallClock } from '@/records/fields/zoned-time';
import type { FilterNode } from '@/records/model/filter-tree';
import { useRecordList } from '@/records/mutations/use-record-list';
import { dealEntry, meetingEntry, taskEntry, upcomingEntry, type Entry, type Upcoming } from './entry';
import type { Sort } from './screen-search';

/** More of one kind is not drawn. */
const MOST = 1_000;

interface Wanted {
  first: string;
  last: string;
  timeZone: string;
  people: readonly string[] | null | undefined;
  hidden: ReadonlySet<Sort>;
}

/** Everything that stands on some days: tasks, meetings, deals that are expected, tasks that come again. */
export function useEntries(taskKind: KindMeta, { first, last, timeZone, people, hidden }: Wanted) {
  const interactionKind = useKind('interaction');
  const dealKind = useKind('deal');
  const from = fromWallClock(`${first}T00:00`, timeZone);
  const until = fromWallClock(`${addDays(last, 1)}T00:00`, timeZone);
  const within = (field: string): FilterNode[] => [
    { field, op: 'on_or_after', value: from },
    { field, op: 'before', value: until },
  ];
  const ready = people !== undefined && people?.length !== 0;
  const both = hidden.has('task') && hidden.has('meeting');
  const tasks = useAll(taskKind, 'due_at', within('due_at'), 'assignee_id', people, ready && !both);
  const meetings = useAll(
    interactionKind ?? taskKind,
    interactionKind ? 'occurred_at' : 'due_at',
    [{ field: 'kind', op: 'eq', value: 'meeting' }, ...within(interactionKind ? 'occurred_at' : 'due_at')],
    interactionKind ? 'owner_id' : 'assignee_id',
    people,
    ready && interactionKind !== undefined && !hidden.has('meeting'),
  );
  const deals = useAll(
    dealKind ?? taskKind,
    dealKind ? 'expected_close_on' : 'due_at',
    [
      { field: dealKind ? 'expected_close_on' : 'due_at', op: 'on_or_after', value: dealKind ? first : from },
      {
        field: dealKind ? 'expected_close_on' : 'due_at',
        op: 'on_or_before',
        value: dealKind ? last : until,
      },
    ],
    dealKind ? 'owner_id' : 'assignee_id',
    people,
    ready && dealKind !== undefined && !hidden.has('deal'),
  );
  // Whatever changes a series changes its tasks.
  const series = tasks.rows.filter((row) => row['recurrence']).map(({ id, version }) => `${id}:${version}`);
  const upcoming = useQuery({
    queryKey: ['upcoming', first, last, people ?? 'all', series.join()],
    queryFn: ({ signal }) =>
      api.get<{ data: Upcoming[] }>('/tasks/upcoming', {
        query: { from: first, to: last, ...(people && { assignees: people.join(',') }) },
        signal,
      }),
    enabled: ready && !both && tasks.data !== undefined,
    placeholderData: (before) => before,
  });
  const { rows: taskRows } = tasks;
  const { rows: meetingRows } = meetings;
  const { rows: dealRows } = deals;
  const coming = upcoming.data?.data;
  const entries = useMemo(() => {
    const all: (Entry | null)[] = [
      ...(both || !ready ? [] : taskRows.map((row) => taskEntry(row, timeZone))),
      ...(hidden.has('meeting') || !interactionKind || !ready
        ? []
        : meetingRows.map((row) => meetingEntry(row, timeZone))),
      ...(hidden.has('deal') || !dealKind || !ready ? [] : dealRows.map((row) => dealEntry(row))),
      ...(both || !ready ? [] : (coming ?? []).map((one) => upcomingEntry(one, timeZone))),
    ];
    return all.filter(
      (entry): entry is Entry =>
        entry !== null && !hidden.has(entry.sort) && entry.day >= first && entry.day <= last,
    );
  }, [
    taskRows,
    meetingRows,
    dealRows,
    coming,
    timeZone,
    hidden,
    interactionKind,
    dealKind,
    ready,
    both,
    first,
    last,
  ]);
  const rowsOf = (kind: Entry['kind']): readonly RecordRow[] =>
    ({ task: taskRows, interaction: meetingRows, deal: dealRows })[kind];
  const asked = [tasks, meetings, deals];
  return {
    entries,
    rowsOf,
    loading: people === undefined || asked.some(({ isLoading }) => isLoading),
    error: asked.find(({ error, data }) => error && !data)?.error ?? null,
    cut: asked.some(({ cut }) => cut),
    refetch: () => asked.forEach(({ refetch }) => void refetch()),
  };
}

/** All records of a kind on some days, up to a thousand. */
function useAll(
  kind: KindMeta,
  sort: string,
  conditions: readonly FilterNode[],
  owner: string,
  people: readonly string[] | null | undefined,
  enabled: boolean,
) {
  const theirs: FilterNode[] = people ? [{ field: owner, op: 'in', value: people }] : [];
  const list = useRecordList(kind, { filter: { and: [...conditions, ...theirs] }, sort, q: '' }, enabled);
  const { rows, hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = list;
  const more = enabled && hasNextPage && !isPlaceholderData;
  const full = rows.length >= MOST;
  useEffect(() => {
    if (more && !full && !isFetching && !isError) void fetchNextPage();
  }, [more, full, isFetching, isError, fetchNextPage]);
  return { ...list, cut: more && full };
}
