import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page } from '@/api/types';

/** The tasks that were made from the notes on a record. Under the key of what stands there, which is kept live. */
export function noteTasksQuery(kind: string, plural: string, id: string) {
  return queryOptions({
    queryKey: [...keys.kind(plural), 'pinned', id, 'tasks'] as const,
    queryFn: async ({ signal }) => {
      const query = { record: `${kind}:${id}`, 'note_id[not_empty]': true, sort: 'due_at', limit: 200 };
      return (await api.get<Page>('/tasks', { query, signal })).data;
    },
  });
}
