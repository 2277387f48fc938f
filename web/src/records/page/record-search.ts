export interface RecordSearch {
  tab?: string;
}

/** Reads the search part of a record's address; the route uses it as its `validateSearch`. */
export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  const { tab } = search;
  return typeof tab === 'string' ? { tab } : {};
}
