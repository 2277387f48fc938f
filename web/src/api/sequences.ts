import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Job } from './jobs';
import { keys } from './keys';
import type { Page, RecordRow } from './types';

export type StepKind = 'task' | 'call' | 'email' | 'wait';

/** One step of a sequence; waiting has only its days. */
export interface Step {
  kind: StepKind;
  subject?: string;
  text?: string;
  days?: number;
}

/** What became of a step. */
export interface LogEntry {
  step: number;
  task_id: string;
  made_at: string;
  due_at: string;
  ended_at?: string;
  outcome?: 'done' | 'skipped' | 'cancelled';
}

interface StepMoment {
  at: string;
  due_at: string;
}

export const stepsOf = (record: RecordRow): Step[] => (record['steps'] as Step[] | null) ?? [];
export const logOf = (record: RecordRow): LogEntry[] => (record['log'] as LogEntry[] | null) ?? [];

/** The sequences that can be started. */
export const startableQuery = () =>
  queryOptions({
    queryKey: keys.list('sequences', { active: true }),
    queryFn: ({ signal }) =>
      api.get<Page>('/sequences', { query: { active: 'true', sort: 'name', limit: 200 }, signal }),
  });

/** Asked again whenever the lead has changed: every start and end is a change of it. */
export const enrolmentsQuery = (lead: string, version: number) =>
  queryOptions({
    queryKey: [...keys.list('enrolments', { lead }), version],
    queryFn: ({ signal }) =>
      api.get<Page>('/enrolments', { query: { lead_id: lead, sort: '-created_at', limit: 5 }, signal }),
    placeholderData: keepPreviousData,
  });

/** When the steps would fall due for oneself, were they begun now. Only kinds and days count. */
export function previewQuery(steps: readonly Step[]) {
  const bare = JSON.stringify(steps.map(({ kind, days }) => (kind === 'wait' ? { kind, days } : { kind })));
  return queryOptions({
    queryKey: keys.aggregate('sequences', { bare }),
    queryFn: ({ signal }) =>
      api.get<{ data: (StepMoment | null)[] }>('/sequences/preview', { query: { steps: bare }, signal }),
    placeholderData: keepPreviousData,
    enabled: steps.length > 0,
  });
}

export const startSequence = (id: string, body: object) =>
  api.post<Job>(`/sequences/${id}/enrol`, { body: { ...body } });
export const stopSequence = (id: string) => api.post<Job>(`/sequences/${id}/stop`);
export const stopEnrolment = (id: string) => api.post<RecordRow>(`/enrolments/${id}/stop`);
