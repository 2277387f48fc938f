import { useEffect, useMemo } from 'react';
import type { KindMeta } from '@/api/types';
import { addDays } from '@/lib/span';
import { fromWallClock } from '@/records/fields/zoned-time';
import type { FilterNode } from '@/records/model/filter-tree';
import type { ListQuery } from '@/records/model/list-params';
import { useRecordList } from '@/records/mutations/use-record-list';

/** More tasks are not drawn at once. */
const MOST = 500;
const AHEAD = 7;

/** What is open and due until a week from now, and what was finished today. */
export function useDayTasks(
  kind: KindMeta,
  people: readonly string[] | null | undefined,
  today: string,
  timeZone: string,
) {
  const query = useMemo((): ListQuery => {
    const midnight = (days: number) => fromWallClock(`${addDays(today, days)}T00:00`, timeZone);
    const open: FilterNode = {
      and: [
        { field: 'status', op: 'in', value: ['pending', 'in_progress'] },
        { field: 'due_at', op: 'before', value: midnight(AHEAD + 1) },
      ],
    };
    const done: FilterNode = {
      and: [
        { field: 'status', op: 'eq', value: 'completed' },
        { field: 'completed_at', op: 'on_or_after', value: midnight(0) },
      ],
    };
    const theirs: FilterNode[] = people ? [{ field: 'assignee_id', op: 'in', value: people }] : [];
    return { filter: { and: [{ or: [open, done] }, ...theirs] }, sort: 'due_at', q: '' };
  }, [people, today, timeZone]);
  const list = useRecordList(kind, query, people !== undefined && people?.length !== 0);
  const { rows, hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = list;
  const more = hasNextPage && !isPlaceholderData;
  const full = rows.length >= MOST;
  useEffect(() => {
    if (more && !full && !isFetching && !isError) void fetchNextPage();
  }, [more, full, isFetching, isError, fetchNextPage]);
  return { ...list, cut: more && full, nobody: people?.length === 0 };
}
