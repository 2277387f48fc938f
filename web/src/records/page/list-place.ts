import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { Page, RecordRow } from '@/api/types';

/** Where a record stands in the list that the person came from. */
export interface ListPlace {
  position: number;
  total: number;
  /** Whether the list goes on behind what is loaded. */
  more: boolean;
  previous: string | null;
  next: string | null;
}

/** Finds the record in the list that was looked at last. Lists stay in the cache, so nothing has to be handed over. */
export function findListPlace(client: QueryClient, plural: string, id: string): ListPlace | null {
  const lists = client
    .getQueryCache()
    .findAll({ queryKey: keys.lists(plural) })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const { state } of lists) {
    const pages = pagesOf(state.data);
    const rows = pages.flatMap((page) => page.data);
    const index = rows.findIndex((row) => row?.id === id);
    if (index < 0) continue;
    return {
      position: index + 1,
      total: rows.length,
      more: pages.at(-1)?.page.next != null,
      previous: rows[index - 1]?.id ?? null,
      next: rows[index + 1]?.id ?? null,
    };
  }
  return null;
}

function pagesOf(data: unknown): Page<RecordRow>[] {
  if (typeof data !== 'object' || data === null) return [];
  if ('pages' in data) return (data as InfiniteData<Page<RecordRow>>).pages;
  return 'page' in data && 'data' in data ? [data as Page<RecordRow>] : [];
}
