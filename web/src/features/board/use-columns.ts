import {
  InfiniteQueryObserver,
  keepPreviousData,
  notifyManager,
  useQueryClient,
  type InfiniteQueryObserverOptions,
  type InfiniteQueryObserverResult,
  type QueryKey,
} from '@tanstack/react-query';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, Page, RecordRow, StageMeta } from '@/api/types';
import { useDirectory } from '@/records/fields/use-field-contexts';
import { listParams, type ListQuery } from '@/records/model/list-params';
import type { ListData, PageParam } from '@/records/mutations/list-data';
import { shortenList } from '@/records/mutations/record-cache';
import { movedCards } from './arrange';

/** Cards of one request. */
const CARDS = 50;
const FIRST: PageParam = { index: 0 };

type ColumnOptions = InfiniteQueryObserverOptions<Page, Error, ListData, QueryKey, PageParam>;
export type ColumnResult = InfiniteQueryObserverResult<ListData>;

/**
 * The deals of every stage, each read page after page, in the order of the stages.
 * There are as many as the pipeline has stages, and a hook cannot be called in a loop: so this watches them itself.
 * The stages may not change while the component is on the screen.
 */
export function useColumns(
  kind: KindMeta,
  stages: readonly StageMeta[],
  query: ListQuery,
): readonly ColumnResult[] {
  const client = useQueryClient();
  const { kinds } = useDirectory();
  const options = useMemo(
    () => stages.map((stage) => columnOptions(kind, stage, query, kinds)),
    [kind, stages, query, kinds],
  );
  const [observers] = useState(() =>
    options.map((column) => {
      // It is read again from the start, which must not take a request for each page it once had.
      shortenList(client, column.queryKey);
      return new InfiniteQueryObserver(client, column);
    }),
  );
  useEffect(() => {
    observers.forEach((observer, index) => {
      const column = options[index];
      if (column) observer.setOptions(column);
    });
  }, [observers, options]);

  const subscribe = useCallback(
    (changed: () => void) => {
      const ends = observers.map((observer) => observer.subscribe(notifyManager.batchCalls(changed)));
      return () => ends.forEach((end) => end());
    },
    [observers],
  );
  const last = useRef<readonly ColumnResult[]>([]);
  const read = useCallback(() => {
    const results = observers.map((observer) => observer.getCurrentResult());
    const same = results.every((result, index) => result === last.current[index]);
    if (!same || results.length !== last.current.length) last.current = results;
    return last.current;
  }, [observers]);
  const results = useSyncExternalStore(subscribe, read);
  useLayoutEffect(() => {
    const lists = results.map(({ data }) => data?.pages.flatMap((page) => page.data) ?? []);
    for (const { row, to } of movedCards(stages, lists)) {
      const column = options[to];
      if (column) client.setQueryData<ListData>(column.queryKey, (list) => list && withRow(list, row));
    }
  }, [client, stages, options, results]);
  return results;
}

/**
 * A card that was moved still lies in the list of the stage where it was read. It is put into that of its new
 * stage as well: the two lists are not read again in the same moment, and between them it would be in none.
 */
function withRow(list: ListData, row: RecordRow): ListData {
  const end = list.pages.length - 1;
  const pages = list.pages.map((page, index) =>
    index === end ? { ...page, data: [...page.data, row] } : page,
  );
  return { ...list, pages };
}

function columnOptions(
  kind: KindMeta,
  stage: StageMeta,
  query: ListQuery,
  known: ReadonlySet<string>,
): ColumnOptions & { queryKey: QueryKey } {
  const sorted = { ...query, sort: 'position' };
  return {
    // Among the lists of the kind, so that whatever patches records there patches cards too.
    queryKey: keys.list(kind.plural, { ...sorted, stage_id: stage.id, limit: CARDS }),
    queryFn: ({ pageParam: { after }, signal }) => {
      const params = { ...listParams(sorted, kind, known), stage_id: stage.id, limit: CARDS, after };
      return api.get<Page>(`/${kind.plural}`, { query: params, signal });
    },
    initialPageParam: FIRST,
    getNextPageParam: ({ page }, _pages, { index }) =>
      page.next === null ? undefined : { index: index + 1, after: page.next },
    staleTime: Number.POSITIVE_INFINITY,
    // A stage may have been changed on another screen since, and then a list kept from before lacks a card.
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  };
}
