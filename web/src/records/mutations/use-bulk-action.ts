import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { cancelJob, isFinished, undoJob, waitForJob, type BulkRequest, type Job } from '@/api/jobs';
import type { KindMeta } from '@/api/types';
import { t } from '@/i18n/t';
import { failureText } from './failure-text';
import { refreshLists } from './record-cache';
import { toBody } from '../model/field-path';
import type { Values } from './record-writer';

/** Which records: by id, or all that match except some. */
export type BulkTarget = Pick<BulkRequest, 'ids' | 'filter' | 'q' | 'except'>;

export interface BulkAction {
  action: BulkRequest['action'];
  target: BulkTarget;
  /** New values by path, for an update. */
  values?: Values;
}

/** Does one thing to many records, as a job of the server: with progress, cancel and undo. */
export function useBulkAction(kind: KindMeta): (action: BulkAction) => Promise<Job | null> {
  const client = useQueryClient();
  return useCallback((action) => run(client, kind, action), [client, kind]);
}

/** Follows another job about records of a kind like a bulk change: with progress, cancel and undo. */
export function useFollowJob(kind: KindMeta | undefined): (start: () => Promise<Job>) => Promise<Job | null> {
  const client = useQueryClient();
  return useCallback((start) => follow(client, kind, start), [client, kind]);
}

async function run(
  client: QueryClient,
  kind: KindMeta,
  { action, target, values }: BulkAction,
): Promise<Job | null> {
  const body: BulkRequest = { action, ...target, ...(values && { changes: toBody(values) }) };
  return follow(client, kind, () => api.post<Job>(`/${kind.plural}/bulk`, { body }));
}

/** Starts a job and tells of it in one toast, from the first step to the offer to undo. */
async function follow(
  client: QueryClient,
  kind: KindMeta | undefined,
  start: () => Promise<Job>,
): Promise<Job | null> {
  const id = toast.loading(t('records.bulk.starting'), { duration: Number.POSITIVE_INFINITY });
  try {
    const first = await start();
    const job = await waitForJob(client, first, (step) => {
      if (isFinished(step)) return;
      toast.loading(t('records.bulk.progress', { done: step.done + step.failed, total: step.total }), {
        id,
        duration: Number.POSITIVE_INFINITY,
        action: { label: t('common.cancel'), onClick: () => void cancelJob(step.id) },
      });
    });
    if (kind) await refreshLists(client, kind.plural);
    tell(client, kind, job, id);
    return job;
  } catch (error) {
    toast.error(t('records.bulk.failed'), {
      id,
      duration: 8000,
      action: undefined,
      description: failureText(error),
    });
    return null;
  }
}

function tell(client: QueryClient, kind: KindMeta | undefined, job: Job, id: string | number): void {
  const undoable = job.undo_until !== null && Date.parse(job.undo_until) > Date.now() && job.done > 0;
  const options = {
    id,
    duration: 8000,
    description: job.failed > 0 ? t('records.bulk.some_failed', { count: job.failed }) : undefined,
    action: undoable
      ? { label: t('records.undo'), onClick: () => void follow(client, kind, () => undoJob(job.id)) }
      : undefined,
  };
  const count = job.done;
  if (job.status === 'failed')
    toast.error(t('records.bulk.failed'), { ...options, description: job.error ?? undefined });
  else if (job.status === 'cancelled') toast.warning(t('records.bulk.cancelled', { count }), options);
  else if (job.failed > 0) toast.warning(t('records.bulk.done', { count }), options);
  else toast.success(t('records.bulk.done', { count }), options);
}
