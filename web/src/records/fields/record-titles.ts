import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Page, Titled } from '@/api/types';

/** As many as one request may ask for. */
const MOST = 100;

interface Waiting {
  id: string;
  resolve: (title: string | null) => void;
  reject: (error: unknown) => void;
}

const waiting = new Map<string, Waiting[]>();

/** The title of a record that is only linked to. The rows of a screen ask together, once for each kind. */
export function recordTitleQuery(plural: string, id: string) {
  return queryOptions({
    queryKey: [plural, 'title', id],
    queryFn: () => load(plural, id),
    staleTime: 60_000,
  });
}

function load(plural: string, id: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const queue = waiting.get(plural);
    const entry = { id, resolve, reject };
    if (queue) {
      queue.push(entry);
      return;
    }
    waiting.set(plural, [entry]);
    // All cells of a render have asked by then.
    setTimeout(() => flush(plural), 0);
  });
}

function flush(plural: string): void {
  const queue = waiting.get(plural) ?? [];
  waiting.delete(plural);
  for (let from = 0; from < queue.length; from += MOST) void ask(plural, queue.slice(from, from + MOST));
}

async function ask(plural: string, entries: readonly Waiting[]): Promise<void> {
  try {
    const ids = [...new Set(entries.map(({ id }) => id))];
    const filter = JSON.stringify({ field: 'id', op: 'in', value: ids });
    const query = { filter, fields: 'id,title', limit: MOST };
    const { data } = await api.get<Page<Titled>>(`/${plural}`, { query });
    const titles = new Map(data.map(({ id, title }) => [id, title]));
    // What is missing is in the trash or not for this person's eyes.
    for (const { id, resolve } of entries) resolve(titles.get(id) ?? null);
  } catch (error) {
    for (const { reject } of entries) reject(error);
  }
}
