export interface RecordSearch {
  tab?: string;
  /** The file that is looked at, on the tab of files. */
  file?: string;
}

/** Reads the search part of a record's address; the route uses it as its `validateSearch`. */
export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  const { tab, file } = search;
  if (typeof tab !== 'string') return {};
  return typeof file === 'string' ? { tab, file } : { tab };
}
