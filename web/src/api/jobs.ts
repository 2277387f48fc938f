import { queryOptions, QueryObserver, type QueryClient } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import { isStreamOpen } from './stream-state';

export interface JobRowError {
  row: number;
  column: string;
  field: string | null;
  code: string;
  message: string;
}

/** What an import's job answers; other jobs leave parts of it out. */
export interface JobResult {
  rows?: number;
  created?: number;
  updated?: number;
  skipped?: number;
  failed?: number;
  errors?: JobRowError[];
}

export interface Job {
  id: string;
  type: string;
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  total: number;
  done: number;
  failed: number;
  result: JobResult | null;
  error: string | null;
  created_at: string;
  finished_at: string | null;
  undo_until: string | null;
}

export function isFinished(job: Job): boolean {
  return job.status !== 'queued' && job.status !== 'running';
}

/** Without the stream of events a running job is asked after so often. */
const ASK = 700;
/** With it only now and then, for the case that a word got lost. */
const MAKE_SURE = 15_000;

/** A job, followed until it has finished; `data` carries its progress. */
export function jobQuery(id: string) {
  return queryOptions({
    queryKey: keys.job(id),
    queryFn: ({ signal }) => api.get<Job>(`/jobs/${id}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data && isFinished(state.data) ? false : isStreamOpen() ? MAKE_SURE : ASK,
  });
}

/** The newest job of a type; null where there is none. */
export function lastJobQuery(type: string) {
  return queryOptions({
    queryKey: keys.jobs(type),
    queryFn: async ({ signal }) => {
      const { data } = await api.get<{ data: Job[] }>('/jobs', { query: { type, limit: 1 }, signal });
      return data[0] ?? null;
    },
  });
}

export const cancelJob = (id: string) => api.post<Job>(`/jobs/${id}/cancel`);

/** Starts a new job that takes back what this one did. */
export const undoJob = (id: string) => api.post<Job>(`/jobs/${id}/undo`);

/** Waits for a job outside a component, telling of every step. Short jobs come back finished already. */
export function waitForJob(
  client: QueryClient,
  job: Job,
  onProgress: (job: Job) => void = () => {},
): Promise<Job> {
  onProgress(job);
  if (isFinished(job)) return Promise.resolve(job);
  client.setQueryData(keys.job(job.id), job);
  const observer = new QueryObserver(client, jobQuery(job.id));
  return new Promise((resolve, reject) => {
    const leave = observer.subscribe(({ data, error }) => {
      if (data) onProgress(data);
      if (!error && !(data && isFinished(data))) return;
      leave();
      if (error) reject(error);
      else if (data) resolve(data);
    });
  });
}

/** The body of `POST /{kinds}/bulk`: rows by id, or all that match except some. */
export interface BulkRequest {
  action: 'update' | 'delete' | 'restore';
  changes?: Record<string, unknown>;
  ids?: string[];
  filter?: unknown;
  q?: string;
  except?: string[];
}
