import { queryOptions, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { forgetKept } from '@/lib/kept';
import { api, hasSessionCookie, refreshSession } from './client';
import { keys } from './keys';
import { sessionEnded } from './session-ended';
import type { Bootstrap, KindMeta, Me, WorkspaceMeta } from './types';

/** Started by a preload in index.html, so that it arrives together with the code. */
export const bootstrapQuery = queryOptions({
  queryKey: keys.bootstrap,
  queryFn: ({ client, signal }) => readBootstrap(client, signal),
  staleTime: 5 * 60_000,
});

async function readBootstrap(client: QueryClient, signal: AbortSignal): Promise<Bootstrap> {
  let bootstrap = await api.get<Bootstrap>('/bootstrap', { signal });
  // The bootstrap answers strangers too, so an access token that has run out looks like nobody.
  if (!bootstrap.me && hasSessionCookie() && (await refreshSession())) {
    bootstrap = await api.get<Bootstrap>('/bootstrap', { signal });
  }
  if (!bootstrap.me) await forgetKept();
  const known = client.getQueryData<Bootstrap>(keys.bootstrap);
  if (bootstrap.me || !known?.me) return bootstrap;
  // Somebody was here a moment ago: the page stays as it is while the app asks for the password.
  sessionEnded();
  return { ...known, version: bootstrap.version };
}

export function useBootstrap(): Bootstrap {
  return useSuspenseQuery(bootstrapQuery).data;
}

/** The signed-in person. Only for screens behind sign-in. */
export function useMe(): Me {
  const { me } = useBootstrap();
  if (!me) throw new Error('Nobody is signed in on a screen that needs somebody.');
  return me;
}

export function useWorkspace(): WorkspaceMeta {
  const { workspace } = useBootstrap();
  if (!workspace) throw new Error('There is no workspace on a screen that needs one.');
  return workspace;
}

/** A kind by its key or its plural; undefined for what the person may not know exists. */
export function useKind(name: string): KindMeta | undefined {
  return findKind(useBootstrap(), name);
}

export function findKind(bootstrap: Bootstrap, name: string): KindMeta | undefined {
  return bootstrap.kinds.find((kind) => kind.key === name || kind.plural === name);
}
