import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import type { Page } from './types';

export interface MailAddress {
  name: string;
  address: string;
}

export type MailState = 'queued' | 'sending' | 'sent' | 'failed' | 'unsure';

/** A mail that goes out, or has gone. */
export interface OutgoingMail {
  id: string;
  state: MailState;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  by: { id: string; title: string | null } | null;
  /** Its words are shown to nobody but who receives it. */
  secret: boolean;
  attachments: { name: string; content_type: string; size: number }[];
  attempts: number;
  error: string | null;
  next_at: string | null;
  sent_at: string | null;
  created_at: string;
}

export interface OutgoingMailText extends OutgoingMail {
  text: string | null;
  html: string | null;
}

const underWay = (mail: OutgoingMail) => mail.state === 'queued' || mail.state === 'sending';

/** Mails that go out, newest first; looked at again while one is on its way. */
export const outboxQuery = (state: MailState | null) =>
  infiniteQueryOptions({
    queryKey: keys.outbox(state),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<OutgoingMail>>('/outbox', { query: { state, limit: 30, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.data.some(underWay)) ? 3000 : 20_000,
  });

/** One mail with its words. */
export const outgoingMailQuery = (id: string) =>
  queryOptions({
    queryKey: keys.outgoingMail(id),
    queryFn: ({ signal }) => api.get<OutgoingMailText>(`/outbox/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data && underWay(data) ? 2000 : false),
  });

export const sendMailAgain = (id: string) => api.post<OutgoingMailText>(`/outbox/${id}/send`);
