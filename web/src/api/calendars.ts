import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';

/** A calendar that other programs may subscribe to: one's own, or a team's. */
export interface CalendarFeed {
  id: string;
  /** The team's name; null for one's own. */
  team: string | null;
  /** When its address was made; null without one. */
  made_at: string | null;
}

/** What is told of an address once, and never again. */
export interface CalendarAddress {
  id: string;
  made_at: string;
  url: string;
}

export const calendarsQuery = queryOptions({
  queryKey: keys.calendars,
  queryFn: async ({ signal }) => (await api.get<{ data: CalendarFeed[] }>('/me/calendars', { signal })).data,
});

/** A new address; the one before leads nowhere then. */
export const makeCalendarAddress = (id: string) => api.put<CalendarAddress>(`/me/calendars/${id}`);

export const revokeCalendarAddress = (id: string) => api.delete(`/me/calendars/${id}`);
