import { api } from './client';
import type { Titled } from './types';

export interface Authenticated {
  user: Titled;
  workspace: { id: string; name: string };
}

export interface Registration {
  workspace: string;
  name: string;
  email: string;
  password: string;
  currency: string;
  time_zone: string;
  locale: string;
  sample_data: boolean;
}

export interface Invitation {
  workspace: { name: string };
  email: string;
  name: string | null;
}

export const signIn = (body: { email: string; password: string }) =>
  api.post<Authenticated>('/auth/session', { body });

export const signOut = () => api.delete('/auth/session');

export const register = (body: Registration) => api.post<Authenticated>('/auth/register', { body });

export const forgotPassword = (body: { email: string }) => api.post('/auth/password/forgot', { body });

export const resetPassword = (body: { token: string; password: string }) =>
  api.post('/auth/password/reset', { body });

export const readInvitation = (token: string, signal: AbortSignal) =>
  api.get<Invitation>(`/invitations/${encodeURIComponent(token)}`, { signal });

export const acceptInvitation = (body: { token: string; name: string; password: string }) =>
  api.post<Authenticated>('/invitations/accept', { body });
