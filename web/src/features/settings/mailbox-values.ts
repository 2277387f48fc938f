import type { Mailbox, MailSecurity } from '@/api/mailboxes';

/** A mailbox as its form holds it. */
export interface MailboxValues {
  personal: boolean;
  name: string;
  address: string;
  purpose: 'ticket' | 'timeline';
  private: boolean;
  makes_contacts: boolean;
  acknowledges: boolean;
  active: boolean;
  imap_host: string;
  imap_port: string;
  imap_security: MailSecurity;
  imap_user: string;
  imap_password: string;
  imap_folder: string;
  smtp_host: string;
  smtp_port: string;
  smtp_security: MailSecurity;
  smtp_user: string;
  smtp_password: string;
}

export function valuesOf(mailbox: Mailbox | null, personal: boolean): MailboxValues {
  return {
    personal: mailbox?.personal ?? personal,
    name: mailbox?.name ?? '',
    address: mailbox?.address ?? '',
    purpose: mailbox?.purpose ?? (personal ? 'timeline' : 'ticket'),
    private: mailbox?.private ?? true,
    makes_contacts: mailbox?.makes_contacts ?? !personal,
    acknowledges: mailbox?.acknowledges ?? true,
    active: mailbox?.active ?? true,
    imap_host: mailbox?.imap_host ?? '',
    imap_port: portText(mailbox?.imap_port),
    imap_security: mailbox?.imap_security ?? 'tls',
    imap_user: mailbox?.imap_user ?? '',
    imap_password: '',
    imap_folder: mailbox?.imap_folder ?? 'INBOX',
    smtp_host: mailbox?.smtp_host ?? '',
    smtp_port: portText(mailbox?.smtp_port),
    smtp_security: mailbox?.smtp_security ?? 'tls',
    smtp_user: mailbox?.smtp_user ?? '',
    smtp_password: '',
  };
}

/** The form as the API takes it. A password that was not typed is not sent, so that the one kept stays. */
export function bodyOf(values: MailboxValues, isNew: boolean): Record<string, unknown> {
  const { personal, imap_password, smtp_password, imap_port, smtp_port, ...rest } = values;
  return {
    ...rest,
    purpose: personal ? 'timeline' : rest.purpose,
    imap_port: portNumber(imap_port),
    smtp_port: portNumber(smtp_port),
    ...(imap_password && { imap_password }),
    ...(smtp_password && { smtp_password }),
    ...(isNew && { personal }),
  };
}

const portText = (number: number | null | undefined) => (number ? String(number) : '');

/** What is no number is sent as none, which the server refuses beside the field. */
const portNumber = (text: string) => (text.trim() === '' ? null : Number(text) || 0);
