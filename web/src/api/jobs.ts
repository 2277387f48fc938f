import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
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

/** Follows a job until it has finished; `data` carries its progress. */
export function jobQuery(id: string) {
  return queryOptions({
    queryKey: keys.job(id),
    queryFn: ({ signal }) => readJob(id, signal),
    refetchInterval: ({ state }) => (state.data && isFinished(state.data) ? false : 700),
  });
}

/** The newest job of a type, followed until it has finished; null where there is none. */
export function lastJobQuery(type: string) {
  return queryOptions({
    queryKey: keys.jobs(type),
    queryFn: async ({ signal }) => {
      const { data } = await api.get<{ data: Job[] }>('/jobs', { query: { type, limit: 1 }, signal });
      return data[0] ?? null;
    },
    refetchInterval: ({ state }) => (state.data && !isFinished(state.data) ? 700 : false),
  });
}

const readJob = (id: string, signal?: AbortSignal) => api.get<Job>(`/jobs/${id}`, { signal });

export const cancelJob = (id: string) => api.post<Job>(`/jobs/${id}/cancel`);

/** Starts a new job that takes back what this one did. */
export const undoJob = (id: string) => api.post<Job>(`/jobs/${id}/undo`);

/** Waits for a job outside a component, telling of every step. Short jobs come back finished already. */
export async function waitForJob(
  job: Job,
  onProgress: (job: Job) => void = () => {},
  signal?: AbortSignal,
): Promise<Job> {
  let current = job;
  let pause = 200;
  while (!isFinished(current)) {
    onProgress(current);
    await sleep(pause, signal);
    pause = Math.min(pause * 1.5, 2000);
    current = await readJob(current.id, signal);
  }
  onProgress(current);
  return current;
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
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
