import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RelatedGroup } from '@/api/types';

/** What points at a record, by kind and field. */
export function relatedQuery(plural: string, id: string) {
  return queryOptions({
    queryKey: keys.related(plural, id),
    queryFn: async ({ signal }) =>
      (await api.get<{ data: RelatedGroup[] }>(`/${plural}/${id}/related`, { signal })).data,
  });
}
