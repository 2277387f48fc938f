import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { KindMeta } from '@/api/types';
import { useFieldContexts } from '../fields/use-field-contexts';
import { newCondition, operatorsOf } from '../filters/condition-draft';
import { useEntity } from '../model/entities-context';
import { requireAlso } from '../model/filter-tree';
import { toListQuery } from '../model/list-params';
import { refreshLists } from '../mutations/record-cache';
import { useRecordList } from '../mutations/use-record-list';
import { gridColumns } from './grid-column';
import type { ListState } from './use-list-state';
import { useSelection } from './use-selection';
import { useTotals } from './use-totals';

/** What a list shows, read from the server by what its state says. A board reads its rows itself. */
export function useListData(kind: KindMeta, list: ListState, rowsWanted: boolean) {
  const client = useQueryClient();
  const entity = useEntity(kind);
  const contexts = useFieldContexts(kind);
  const { filter, sort, q, columns: chosen } = list.query;
  const listQuery = useMemo(() => toListQuery({ filter, sort, q }), [filter, sort, q]);
  const records = useRecordList(kind, listQuery, rowsWanted && !list.loading, true);
  const columns = useMemo(() => gridColumns(chosen, contexts, entity), [chosen, contexts, entity]);
  const totals = useTotals(kind, listQuery, columns);
  const selection = useSelection(records.rows, records.offset);
  const filterable = useMemo(
    () => [...contexts.values()].filter((ctx) => ctx.field.filterable && operatorsOf(ctx).length > 0),
    [contexts],
  );

  const { hasNextPage, hasPreviousPage, isFetching, fetchNextPage, fetchPreviousPage } = records;
  const needNext = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const needPrevious = useCallback(() => {
    if (hasPreviousPage && !isFetching) void fetchPreviousPage();
  }, [hasPreviousPage, isFetching, fetchPreviousPage]);

  return {
    listQuery,
    records,
    columns,
    contexts,
    filterable,
    totals,
    selection,
    needNext,
    needPrevious,
    refresh: () => void refreshLists(client, kind.plural),
    /** Starts a filter on a field: a chip that waits for its value. */
    filterBy: (path: string) => {
      const ctx = contexts.get(path);
      if (ctx) list.change({ filter: requireAlso(filter, newCondition(ctx)) });
    },
  };
}
