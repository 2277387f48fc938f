import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import { mapRows, type ListData } from './list-data';

/** A list of this many pages is cheaper to shorten than to ask for again, page after page. */
const REFETCHABLE_PAGES = 3;

/** The record as it is known here: opened before, or in a list. */
export function readCached(client: QueryClient, plural: string, id: string): RecordRow | undefined {
  const one = client.getQueryData<RecordRow>(keys.one(plural, id));
  if (one) return one;
  for (const [, data] of client.getQueriesData<ListData>({ queryKey: keys.lists(plural) })) {
    for (const page of data?.pages ?? []) {
      const row = page.data.find((candidate) => candidate.id === id);
      if (row) return row;
    }
  }
  return undefined;
}

/** Makes a record known that something else than a list or its page has brought, so that it can be changed. */
export function makeKnown(client: QueryClient, plural: string, record: RecordRow): void {
  if (readCached(client, plural, record.id)) return;
  client.setQueryData(keys.one(plural, record.id), record, { updatedAt: 0 });
}

/** Changes the record wherever it is shown: opened, and in every list. */
export function patchCached(
  client: QueryClient,
  plural: string,
  id: string,
  change: (record: RecordRow) => RecordRow,
): void {
  client.setQueryData<RecordRow>(keys.one(plural, id), (record) => record && change(record));
  changeLists(client, plural, (rows) =>
    rows.some((row) => row.id === id) ? rows.map((row) => (row.id === id ? change(row) : row)) : rows,
  );
}

/** Takes records out of every list; nothing is asked of the server. */
export function dropFromLists(client: QueryClient, plural: string, ids: ReadonlySet<string>): void {
  changeLists(client, plural, (rows) =>
    rows.some((row) => ids.has(row.id)) ? rows.filter((row) => !ids.has(row.id)) : rows,
  );
}

function changeLists(client: QueryClient, plural: string, change: (rows: RecordRow[]) => RecordRow[]): void {
  client.setQueriesData<ListData>({ queryKey: keys.lists(plural) }, (data) => {
    const next = data && mapRows(data, change);
    // Setting what is there already would make a list that has to be asked for again look fresh.
    return next === data ? undefined : next;
  });
}

/** Keeps of a long list its first page. One whose first page is gone is forgotten, unless somebody looks at it. */
export function shortenList(client: QueryClient, queryKey: QueryKey): void {
  const data = client.getQueryData<Partial<ListData>>(queryKey);
  // Some lists are read whole, without pages.
  if (!data?.pages || !data.pageParams || data.pages.length <= REFETCHABLE_PAGES) return;
  if (data.pageParams[0]?.index === 0) {
    client.setQueryData<ListData>(queryKey, {
      pages: data.pages.slice(0, 1),
      pageParams: data.pageParams.slice(0, 1),
    });
  } else {
    client.removeQueries({ queryKey, type: 'inactive' });
  }
}

/** Asks again for what the lists of a kind show. Long ones are cut first, or they would be read page by page. */
export async function refreshLists(client: QueryClient, plural: string): Promise<void> {
  for (const [key] of client.getQueriesData({ queryKey: keys.lists(plural) })) shortenList(client, key);
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.lists(plural) }),
    refreshTotals(client, plural),
  ]);
}

/** What is counted and summed over records of the kind, and what tells their history. */
export async function refreshTotals(client: QueryClient, plural: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: [plural, 'aggregate'] }),
    client.invalidateQueries({ queryKey: keys.dashboard }),
    client.invalidateQueries({ queryKey: keys.queue }),
  ]);
}
