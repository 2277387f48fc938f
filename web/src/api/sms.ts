import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import type { RecordRow } from './types';

/** Who carries text messages. The token never comes back. */
export interface SmsChannel {
  service: 'twilio' | 'http';
  address: string;
  account: string;
  sender: string;
  has_token: boolean;
}

export interface SmsSettings {
  /** Where the provider tells of messages that come in. */
  hook_url: string;
  channel: SmsChannel | null;
}

export const smsSettingsQuery = queryOptions({
  queryKey: keys.smsSettings,
  queryFn: ({ signal }) => api.get<SmsSettings>('/sms/channel', { signal }),
});

export const keepSmsChannel = (body: object) => api.put<SmsSettings>('/sms/channel', { body });

export const removeSmsChannel = () => api.delete('/sms/channel');

export const testSmsChannel = (body: object) => api.post('/sms/test', { body });

/** Writes to a contact or a lead. The same key again sends nothing more. */
export const writeSms = (plural: string, id: string, text: string, idempotencyKey: string) =>
  api.post<RecordRow>(`/${plural}/${id}/sms`, { body: { text }, idempotencyKey });
