import type { FieldMeta, KindMeta } from '@/api/types';
import { simplify, type FilterNode } from './filter-tree';
import { fieldPath, includeKey } from './field-path';
import type { QueryState } from './query-state';
import { encodeSort } from './sort';

/** What decides which rows a list holds, and in which order. Columns and the open peek do not. */
export interface ListQuery {
  filter: FilterNode | null;
  sort: string;
  q: string;
}

export type QueryParams = Record<string, string>;

export function toListQuery(query: Pick<QueryState, 'filter' | 'sort' | 'q'>): ListQuery {
  return { filter: simplify(query.filter), sort: encodeSort(query.sort), q: query.q.trim() };
}

/** The parameters that choose rows; lists, aggregates and exports share them. */
export function filterParams(query: Pick<ListQuery, 'filter' | 'q'>): QueryParams {
  const params: QueryParams = {};
  if (query.filter) params['filter'] = JSON.stringify(query.filter);
  if (query.q) params['q'] = query.q;
  return params;
}

export function listParams(query: ListQuery, kind: KindMeta, known: ReadonlySet<string>): QueryParams {
  const params = filterParams(query);
  if (query.sort) params['sort'] = query.sort;
  const include = includesOf(kind, known);
  if (include) params['include'] = include;
  return params;
}

/** References whose titles a list needs and the bootstrap does not hold already. */
export function includesOf(kind: KindMeta, known: ReadonlySet<string>): string {
  return kind.fields
    .filter((field) => isIncluded(field, known))
    .map((field) => includeKey(fieldPath(field)))
    .join(',');
}

function isIncluded(field: FieldMeta, known: ReadonlySet<string>): boolean {
  return field.type === 'reference' && !field.custom && field.target !== null && !known.has(field.target);
}
