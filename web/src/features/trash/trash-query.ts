import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Page } from '@/api/types';

/** The deleted records of a kind, the latest change first. */
export function trashQuery(plural: string) {
  return infiniteQueryOptions({
    queryKey: [plural, 'trash'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/${plural}`, {
        query: { trash: 'only', sort: '-updated_at', limit: 50, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.page.next,
    // Somebody has just deleted what they look for here.
    staleTime: 0,
  });
}
