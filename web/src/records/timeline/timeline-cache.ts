import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { Page, RecordRow, TimelineEntry, TimelineRecordEntry } from '@/api/types';

type Pages = InfiniteData<Page<TimelineEntry>, string | null>;

/** Whose timeline: the plural and the id of the record. */
export interface TimelineOf {
  plural: string;
  id: string;
  /** Titles of the records that it names, and its own, by id. */
  names?: ReadonlyMap<string, string>;
}

const prefix = ({ plural, id }: TimelineOf) => [...keys.kind(plural), 'timeline', id];

/** Puts an entry on top of every loaded timeline of the record that shows entries of its type. */
export function insertEntry(client: QueryClient, of: TimelineOf, entry: TimelineRecordEntry): void {
  for (const [key] of client.getQueriesData<Pages>({ queryKey: prefix(of) })) {
    const types = String(key.at(-1));
    if (types !== '' && !types.split(',').includes(entry.type)) continue;
    client.setQueryData<Pages>(key, (old) => old && mapFirstPage(old, (entries) => [entry, ...entries]));
  }
}

export function replaceEntry(
  client: QueryClient,
  of: TimelineOf,
  id: string,
  next: TimelineRecordEntry,
): void {
  mapEntries(client, of, (entries) => entries.map((entry) => (entry.id === id ? next : entry)));
}

export function removeEntry(client: QueryClient, of: TimelineOf, id: string): void {
  mapEntries(client, of, (entries) => entries.filter((entry) => entry.id !== id));
}

/** Changes the record inside its entry, wherever it is shown. */
export function patchEntryRecord(
  client: QueryClient,
  of: TimelineOf,
  recordId: string,
  patch: (record: RecordRow) => RecordRow,
): void {
  mapEntries(client, of, (entries) =>
    entries.map((entry) =>
      entry.type !== 'change' && entry.record.id === recordId
        ? { ...entry, record: patch(entry.record) }
        : entry,
    ),
  );
  client.setQueriesData<RecordRow[]>({ queryKey: [...keys.kind(of.plural), 'pinned', of.id] }, (notes) =>
    notes?.map((note) => (note.id === recordId ? patch(note) : note)),
  );
}

export function refreshTimeline(client: QueryClient, of: TimelineOf): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: prefix(of) }),
    client.invalidateQueries({ queryKey: [...keys.kind(of.plural), 'pinned', of.id] }),
    client.invalidateQueries({ queryKey: keys.related(of.plural, of.id) }),
  ]);
}

function mapEntries(
  client: QueryClient,
  of: TimelineOf,
  change: (entries: TimelineEntry[]) => TimelineEntry[],
): void {
  client.setQueriesData<Pages>(
    { queryKey: prefix(of) },
    // The stages of a deal are read from its timeline too, and kept in another shape.
    (old) =>
      old && 'pages' in old
        ? { ...old, pages: old.pages.map((page) => ({ ...page, data: change(page.data) })) }
        : old,
  );
}

function mapFirstPage(pages: Pages, change: (entries: TimelineEntry[]) => TimelineEntry[]): Pages {
  const [first, ...rest] = pages.pages;
  if (!first) return pages;
  return { ...pages, pages: [{ ...first, data: change(first.data) }, ...rest] };
}
