import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, RecordRow } from '@/api/types';

/** All answers to a note on the timeline of a record, oldest first. */
export function threadQuery(plural: string, id: string, note: string) {
  return queryOptions({
    queryKey: [...keys.kind(plural), 'thread', id, note],
    queryFn: async ({ signal }) => {
      const query = { parent_id: note, sort: 'created_at', limit: 200 };
      return (await api.get<Page<RecordRow>>('/notes', { query, signal })).data;
    },
  });
}
