import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';

export interface Session {
  id: string;
  device: string;
  address: string;
  created_at: string;
  last_used_at: string;
  current: boolean;
}

/** Where I am signed in. */
export const sessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: async ({ signal }) => (await api.get<{ data: Session[] }>('/me/sessions', { signal })).data,
});

export const endSession = (id: string) => api.delete(`/me/sessions/${id}`);
