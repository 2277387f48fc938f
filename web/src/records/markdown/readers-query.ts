import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { AccessEntry } from '@/api/types';

/** Who may do what with a record, and why. */
export function accessQuery(plural: string, id: string) {
  return queryOptions({
    queryKey: keys.access(plural, id),
    queryFn: async ({ signal }) =>
      (await api.get<{ data: AccessEntry[] }>(`/${plural}/${id}/access`, { signal })).data,
  });
}

const idsOf = (entries: AccessEntry[]): ReadonlySet<string> => new Set(entries.map(({ user }) => user.id));

/** The people who may read a record. */
export function readersQuery(plural: string, id: string) {
  return { ...accessQuery(plural, id), staleTime: 60_000, select: idsOf };
}
