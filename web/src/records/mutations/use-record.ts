import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { useDirectory } from '../fields/use-field-contexts';
import { includesOf } from '../model/list-params';
import { readCached } from './record-cache';

export function recordQuery(kind: KindMeta, id: string, known: ReadonlySet<string>) {
  const include = includesOf(kind, known);
  return queryOptions({
    queryKey: keys.one(kind.plural, id),
    queryFn: ({ signal }) => api.get<RecordRow>(`/${kind.plural}/${id}`, { query: { include }, signal }),
  });
}

/** One record. What a list already knows of it is on the screen at once. */
export function useRecord(kind: KindMeta, id: string) {
  const client = useQueryClient();
  const directory = useDirectory();
  return useQuery({
    ...recordQuery(kind, id, directory.kinds),
    placeholderData: () => readCached(client, kind.plural, id),
  });
}
