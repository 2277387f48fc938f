import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { Page } from '@/api/types';
import { foldText } from '@/lib/fold-text';
import { useDebounced } from '@/lib/use-debounced';
import type { DirectoryEntry } from '../../model/directory';
import type { FieldContext } from '../../model/field-context';

const FEW = 20;

/** What a reference may point to and matches the words: from the bootstrap's small sets, else from the server. */
export function useReferenceOptions(
  ctx: FieldContext,
  query: string,
): { entries: DirectoryEntry[]; loading: boolean } {
  const { target } = ctx.field;
  const settled = useDebounced(query.trim(), 150);
  const bootstrap = useBootstrap();
  const kind = target === null ? undefined : findKind(bootstrap, target);
  const local = ctx.directory.holds(target);
  const remote = useQuery({
    queryKey: [kind?.plural ?? '', 'choices', settled],
    queryFn: async ({ signal }) => {
      const search = { q: settled, limit: FEW, fields: 'id,title' };
      return (await api.get<Page>(`/${kind?.plural}`, { query: search, signal })).data;
    },
    enabled: !local && kind !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const entries = useMemo(() => {
    if (!local) return remote.data ?? [];
    const wanted = foldText(query);
    return ctx.directory
      .entries(target)
      .filter((entry) => foldText(`${entry.title} ${entry.detail ?? ''}`).includes(wanted));
  }, [local, remote.data, query, ctx.directory, target]);
  return { entries, loading: remote.isFetching };
}
