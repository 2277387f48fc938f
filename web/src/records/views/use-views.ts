import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { KindMeta, Page } from '@/api/types';
import { isOffered, readView, type SavedView } from './view-record';

const MOST = 200;

export function viewsQuery(kind: Pick<KindMeta, 'key'>) {
  return queryOptions({
    queryKey: ['views', 'of', kind.key],
    queryFn: async ({ signal }): Promise<SavedView[]> => {
      const query = { record_kind: kind.key, sort: 'position,name', limit: MOST };
      const { data } = await api.get<Page>('/views', { query, signal });
      return data.map(readView);
    },
    staleTime: 5 * 60_000,
  });
}

/** The saved views of a kind that this person may use, in the order of the tabs. */
export function useViews(kind: KindMeta): { views: readonly SavedView[]; loading: boolean } {
  const me = useMe();
  const { kinds } = useBootstrap();
  const known = kinds.some((other) => other.plural === 'views' && other.rights.read !== 'none');
  const { data, isPending } = useQuery({ ...viewsQuery(kind), enabled: known });
  const views = useMemo(() => (data ?? []).filter((view) => isOffered(view, me)), [data, me]);
  return { views, loading: known && isPending };
}
