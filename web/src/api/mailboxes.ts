import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import type { MailAddress } from './outbox';
import type { Page, Titled } from './types';

export type MailSecurity = 'tls' | 'starttls' | 'none';

/** A mailbox that is read. Its passwords never come back. */
export interface Mailbox {
  id: string;
  name: string;
  address: string;
  owner: Titled | null;
  personal: boolean;
  purpose: 'ticket' | 'timeline';
  private: boolean;
  makes_contacts: boolean;
  acknowledges: boolean;
  active: boolean;
  imap_host: string;
  imap_port: number;
  imap_security: MailSecurity;
  imap_user: string;
  imap_folder: string;
  smtp_host: string | null;
  smtp_port: number | null;
  smtp_security: MailSecurity | null;
  smtp_user: string | null;
  state: {
    last_ok_at: string | null;
    error: string | null;
    last_uid: number;
    server_count: number | null;
    kept_count: number;
    aside_count: number;
  };
}

/** A message that was set aside. */
export interface AsideMail {
  id: string;
  reason: string | null;
  from: MailAddress;
  subject: string;
  has_raw: boolean;
  created_at: string;
}

export interface PrivateMail {
  id: string;
  text: string;
  /** From which character on it repeats earlier words. */
  quote_at: number | null;
}

export const mailboxesQuery = queryOptions({
  queryKey: keys.mailboxes,
  queryFn: async ({ signal }) => (await api.get<{ data: Mailbox[] }>('/mailboxes', { signal })).data,
  refetchInterval: 5_000,
});

export const asideQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.mailAside(id),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AsideMail>>(`/mailboxes/${id}/aside`, { query: { limit: 30, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  });

export const privateMailQuery = (id: string) =>
  queryOptions({
    queryKey: keys.mail(id),
    queryFn: ({ signal }) => api.get<PrivateMail>(`/mails/${id}`, { signal }),
  });

export const rawMailPath = (id: string) => `/mails/${id}/raw`;

export const saveMailbox = (id: string | null, body: object) =>
  id ? api.patch<Mailbox>(`/mailboxes/${id}`, { body }) : api.post<Mailbox>('/mailboxes', { body });

export const testMailbox = (body: object) => api.post('/mailboxes/test', { body });

export const removeMailbox = (id: string) => api.delete(`/mailboxes/${id}`);

export const retryMailbox = (id: string) => api.post<Mailbox>(`/mailboxes/${id}/retry`);
