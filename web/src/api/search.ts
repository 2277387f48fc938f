import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';

export interface SearchHit {
  kind: string;
  id: string;
  title: string;
  subtitle: string | null;
  matched: 'title' | 'text' | 'similar';
}

/** Global search. What was found before stays on the screen while the next answer is on its way. */
export function searchQuery(text: string, kinds: readonly string[] = [], limit = 20) {
  const list = kinds.join(',');
  return queryOptions({
    queryKey: keys.search(text, list),
    queryFn: async ({ signal }) => {
      const query = { q: text, kinds: list, limit };
      return (await api.get<{ data: SearchHit[] }>('/search', { query, signal })).data;
    },
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
