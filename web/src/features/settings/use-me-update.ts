import { useMutation, useQueryClient } from '@tanstack/react-query';
import { bootstrapQuery } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { Me } from '@/api/types';

export type MeChange = Partial<
  Pick<Me, 'name' | 'locale' | 'time_zone' | 'theme' | 'avatar_hue' | 'away_until'>
>;

/** Changes the signed-in person, on the screen at once. */
export function useMeUpdate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MeChange) => api.patch('/me', { body }),
    onMutate: (change) => {
      const before = client.getQueryData(bootstrapQuery.queryKey);
      client.setQueryData(bootstrapQuery.queryKey, (old) =>
        old?.me ? { ...old, me: { ...old.me, ...change } } : old,
      );
      return before;
    },
    onError: (_, __, before) => client.setQueryData(bootstrapQuery.queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey: bootstrapQuery.queryKey }),
  });
}
