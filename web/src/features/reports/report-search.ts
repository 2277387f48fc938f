/** The search part of a report's address. Together with the report's name it is the whole definition. */
export interface ReportSearch {
  by?: string;
  period?: string;
  from?: string;
  to?: string;
  owner?: string;
  team?: string;
  kind?: string;
  measures?: string[];
  groups?: string[];
  filter?: unknown;
  chart?: string;
  /** Which column the chart draws. */
  draw?: string;
  /** `table` leaves the chart out. */
  as?: string;
  /** The table's order: a column's key, with a minus for the largest first. */
  sort?: string;
  /** The saved report that the builder changes. */
  edit?: string;
}

const texts = [
  'by',
  'period',
  'from',
  'to',
  'owner',
  'team',
  'kind',
  'chart',
  'draw',
  'as',
  'sort',
  'edit',
] as const;
const lists = ['measures', 'groups'] as const;

/** Keeps what reports know by name; routes use it as their `validateSearch`. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const result: ReportSearch = {};
  for (const name of texts) {
    const value = search[name];
    if (value === undefined || value === null || value === '') continue;
    // The router reads `from=2025` as a number.
    result[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  for (const name of lists) {
    const value = search[name];
    if (Array.isArray(value)) result[name] = value.filter((item) => typeof item === 'string');
  }
  if (typeof search['filter'] === 'object' && search['filter'] !== null) result.filter = search['filter'];
  return result;
}
