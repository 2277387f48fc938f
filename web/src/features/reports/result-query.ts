import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, apiUrl } from '@/api/client';
import type { Money } from '@/api/types';
import type { FilterNode } from '@/records/model/filter-tree';
import type { ChartKind } from './canned';
import type { Definition } from './definition';

export type ColumnType = 'count' | 'number' | 'days' | 'percent' | 'money';
/** None, a number, or amounts of which there is one per currency. */
export type Cell = number | readonly Money[] | null;

export interface Behind {
  /** Plural. */
  kinds: string;
  filter: FilterNode;
  /** For each of a row's groups the field that has its value. */
  by: string[];
}

export interface Column {
  key: string;
  label: string;
  type: ColumnType;
  behind: Behind | null;
}

export interface Grouping {
  key: string;
  label: string;
  target: string | null;
}

export interface RowGroup {
  value: string | number | boolean | null;
  title: string;
  /** Of a span of time: its first day, and the first day after it. */
  from?: string;
  to?: string;
  from_at?: string;
  to_at?: string;
}

export interface ResultRow {
  groups: RowGroup[];
  cells: Cell[];
  /** Which of the records behind a column it is about, where that is not what its groups say. */
  filter?: FilterNode | null;
}

export interface Result {
  title: string;
  range: { from: string; to: string } | null;
  made_at: string;
  groupings: Grouping[];
  columns: Column[];
  rows: ResultRow[];
  total: Cell[];
  chart: ChartKind;
  /** The column that is drawn. */
  drawn: string;
}

/** A report, made now. The one shown before stays until it is there; leaving the screen gives up the request. */
export function resultQuery(definition: Definition) {
  const text = JSON.stringify(definition);
  return queryOptions({
    queryKey: ['report_result', text],
    queryFn: ({ signal }) => api.get<Result>('/reports/result', { query: { definition: text }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** The same as a file, for links that the browser follows. */
export function fileUrl(definition: Definition, format: 'pdf' | 'csv' | 'xlsx'): string {
  return apiUrl(`/reports/result.${format}`, { definition: JSON.stringify(definition) });
}
