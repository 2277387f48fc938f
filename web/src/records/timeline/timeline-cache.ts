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

/** Puts an entry on top of every loaded timeline of the record that shows entries of its type; an answer into its thread. */
export function insertEntry(client: QueryClient, of: TimelineOf, entry: TimelineRecordEntry): void {
  const parent = entry.record['parent_id'];
  if (typeof parent === 'string') {
    mapAnswers(client, of, (answers, note) => (note === parent ? [...answers, entry.record] : answers));
    return;
  }
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
  mapAnswers(client, of, (answers) => answers.filter((answer) => answer.id !== id));
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
      'record' in entry && entry.record.id === recordId ? { ...entry, record: patch(entry.record) } : entry,
    ),
  );
  const change = (notes: RecordRow[]) => notes.map((note) => (note.id === recordId ? patch(note) : note));
  client.setQueriesData<RecordRow[]>(
    { queryKey: [...keys.kind(of.plural), 'pinned', of.id] },
    (notes) => notes && change(notes),
  );
  mapAnswers(client, of, change);
}

export function refreshTimeline(client: QueryClient, of: TimelineOf): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: prefix(of) }),
    client.invalidateQueries({ queryKey: [...keys.kind(of.plural), 'pinned', of.id] }),
    client.invalidateQueries({ queryKey: threads(of) }),
    client.invalidateQueries({ queryKey: keys.related(of.plural, of.id) }),
  ]);
}

const threads = ({ plural, id }: TimelineOf) => [...keys.kind(plural), 'thread', id];

/** Changes the answers under notes, in the entries that bring the last of them and where a whole thread was read. */
function mapAnswers(
  client: QueryClient,
  of: TimelineOf,
  change: (answers: RecordRow[], note: string) => RecordRow[],
): void {
  mapEntries(client, of, (entries) =>
    entries.map((entry) => {
      if (entry.type !== 'note') return entry;
      const { count, data } = entry.answers ?? { count: 0, data: [] };
      const next = change(data, entry.record.id);
      if (next.length === 0 && !entry.answers) return entry;
      return { ...entry, answers: { count: count + next.length - data.length, data: next } };
    }),
  );
  for (const [key, answers] of client.getQueriesData<RecordRow[]>({ queryKey: threads(of) })) {
    if (answers) client.setQueryData(key, change(answers, String(key.at(-1))));
  }
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
