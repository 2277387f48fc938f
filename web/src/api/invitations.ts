import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';

export type Answer = 'accepted' | 'declined' | 'tentative';

/** Somebody who comes to a meeting: what they know of it, and what they said. */
export interface InvitedPerson {
  email: string;
  name: string | null;
  state: 'not_invited' | 'invited' | 'outdated' | 'undelivered';
  answer: Answer | null;
  answered_at: string | null;
  comment: string | null;
}

export interface Invitations {
  organiser: { name: string; address: string };
  /** Whether Kith reads the answers. */
  answers_arrive: boolean;
  /** Whether there is something to invite to: a meeting with a date to come. */
  takes_place: boolean;
  people: InvitedPerson[];
}

/** By the record's version, which each change and each answer moves on. */
export const invitationsQuery = (task: string, version: number) =>
  queryOptions({
    queryKey: keys.invitations(task, version),
    queryFn: ({ signal }) => api.get<Invitations>(`/tasks/${task}/invitations`, { signal }),
    placeholderData: keepPreviousData,
  });

export const sendInvitations = (task: string, message: string) =>
  api.post<Invitations>(`/tasks/${task}/invitations`, { body: { message } });
