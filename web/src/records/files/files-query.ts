import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { FileRow } from '@/api/files';
import { keys } from '@/api/keys';
import type { Page, RecordLink } from '@/api/types';

/** The files of a record, newest first. */
export function filesQuery({ kind, id }: RecordLink) {
  return infiniteQueryOptions({
    queryKey: ['files', 'of', kind, id] as const,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<FileRow>>('/files', {
        query: { record: `${kind}:${id}`, sort: '-created_at', limit: 50, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.page.next,
    // A scan ends without anybody doing anything here.
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.data.some((file) => file.scan === 'pending')) ? 3000 : false,
  });
}

/** Whatever shows files of the record is read anew. */
export function refreshFiles(client: QueryClient, plural: string, about: RecordLink): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['files', 'of', about.kind, about.id] }),
    client.invalidateQueries({ queryKey: keys.lists('files') }),
    client.invalidateQueries({ queryKey: [...keys.kind(plural), 'timeline', about.id] }),
    client.invalidateQueries({ queryKey: keys.related(plural, about.id) }),
  ]);
}
