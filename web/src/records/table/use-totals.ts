import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, AggregateRow, KindMeta } from '@/api/types';
import type { FieldContext } from '../model/field-context';
import { filterParams, type ListQuery } from '../model/list-params';

export interface Totals {
  count: number | null;
  approximate: boolean;
  row: AggregateRow | null;
}

/** Numbers in columns are averaged and amounts added up; both come apart from the rows and may be late. */
export function useTotals(
  kind: KindMeta,
  query: ListQuery,
  columns: readonly { ctx: FieldContext }[],
): Totals {
  const measures = ['count', ...columns.flatMap(({ ctx }) => measureOf(ctx) ?? [])];
  const params = { ...filterParams(query), measure: measures.join(',') };
  const { data } = useQuery({
    queryKey: keys.aggregate(kind.plural, params),
    queryFn: ({ signal }) => api.get<Aggregate>(`/${kind.plural}/aggregate`, { query: params, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const row = data?.data[0] ?? null;
  return { count: row?.count ?? null, approximate: data?.approximate ?? false, row };
}

export function measureOf({ field, path }: FieldContext): string | null {
  if (!field.aggregatable) return null;
  if (field.type === 'money') return `sum:${path}`;
  return field.type === 'integer' || field.type === 'number' ? `avg:${path}` : null;
}
