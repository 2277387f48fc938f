import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { Page } from '@/api/types';
import type { Whose } from './owner-menu';

const membersQuery = (team: string) =>
  queryOptions({
    queryKey: ['users', 'of-team', team],
    queryFn: async ({ signal }) => {
      const filter = JSON.stringify({ field: 'team_ids', op: 'has_any', value: [team] });
      const page = await api.get<Page>('/users', { query: { filter, limit: 200 }, signal });
      return page.data.map(({ id }) => id);
    },
    staleTime: 60_000,
  });

/** The people that are meant: null means everybody, undefined that it is not known yet. */
export function usePeopleOf({ owner, team }: Whose): readonly string[] | null | undefined {
  const me = useMe();
  const members = useQuery({ ...membersQuery(team ?? ''), enabled: team !== null });
  if (team !== null) return members.data;
  if (owner === null) return null;
  return [owner === 'me' ? me.id : owner];
}
