import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, KindMeta } from '@/api/types';
import { requireAlso, type Condition, type FilterGroup, type FilterNode } from '@/records/model/filter-tree';
import { filterParams, type ListQuery, type QueryParams } from '@/records/model/list-params';
import { columns, forecastOf, measured, outside, readFigure, within } from './forecast-data';
import type { Period } from './forecast-periods';

/** The deals of the list that also meet these. */
function narrowed(filter: FilterNode | null, conditions: readonly Condition[]): FilterGroup {
  const root: FilterGroup = filter === null ? { and: [] } : 'and' in filter ? filter : { and: [filter] };
  return conditions.reduce(requireAlso, root);
}

/** Won, commit, best case, pipeline and weighted of the periods, of the deals that the list's filter chooses. */
export function useForecast(kind: KindMeta, query: ListQuery, periods: readonly Period[], today: string) {
  const span = { first: periods[0]?.first ?? today, last: periods.at(-1)?.last ?? today };
  const of = (conditions: readonly Condition[]) =>
    filterParams({ q: query.q, filter: narrowed(query.filter, conditions) });
  const asked = columns.map((column): QueryParams => {
    const { where, date, sum } = measured[column];
    return {
      ...of([...where, ...within(date, span)]),
      group_by: `${date}:month,owner_id`,
      measure: `count,sum:${sum}`,
    };
  });
  const beside = [outside.undated, outside.late(today)].map((conditions): QueryParams => ({
    ...of(conditions),
    measure: 'count,sum:amount',
  }));
  return useQuery({
    // Among the aggregates of deals, so that whatever changes a deal has it asked for again.
    queryKey: keys.aggregate(kind.plural, { forecast: [...asked, ...beside] }),
    queryFn: async ({ signal }) => {
      const path = `/${kind.plural}/aggregate`;
      const all = [...asked, ...beside].map((params) => api.get<Aggregate>(path, { query: params, signal }));
      return (await Promise.all(all)).map(({ data }) => data);
    },
    select: (answers) => ({
      periods: forecastOf(periods, (column) => answers[columns.indexOf(column)] ?? []),
      undated: readFigure(answers[columns.length]?.[0], 'amount'),
      late: readFigure(answers[columns.length + 1]?.[0], 'amount'),
    }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    refetchInterval: 60_000,
  });
}

export type Forecast = NonNullable<ReturnType<typeof useForecast>['data']>;
