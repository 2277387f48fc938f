import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { bootstrapQuery } from '@/api/bootstrap';

/** Goes on into the app after the server has made a session. Only paths of this app are followed. */
export function useEnter(): (redirect?: string) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async (redirect) => {
    client.clear();
    await client.fetchQuery(bootstrapQuery);
    const safe = redirect?.startsWith('/') && !redirect.startsWith('//') ? redirect : '/';
    router.history.push(safe);
  };
}
