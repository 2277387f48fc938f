import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import { PAGE_SIZE, type ListData } from '../mutations/list-data';

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
    const data = state.data as ListData | undefined;
    const rows = data?.pages.flatMap((page) => page.data) ?? [];
    const index = rows.findIndex((row) => row.id === id);
    if (!data || index < 0) continue;
    // Pages at the top are let go in long lists; those that are left know their number.
    const above = (data.pageParams[0]?.index ?? 0) * PAGE_SIZE;
    return {
      position: above + index + 1,
      total: above + rows.length,
      more: data.pages.at(-1)?.page.next != null,
      previous: rows[index - 1]?.id ?? null,
      next: rows[index + 1]?.id ?? null,
    };
  }
  return null;
}
