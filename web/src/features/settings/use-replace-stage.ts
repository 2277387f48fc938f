import { useQueryClient } from '@tanstack/react-query';
import { useKind } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Job } from '@/api/jobs';
import type { RecordRow } from '@/api/types';
import { useFollowJob } from '@/records/mutations/use-bulk-action';

interface Replacement {
  to: string;
  reason: string;
  /** What the stage becomes; without, it is deleted. */
  changes: Record<string, unknown> | null;
}

/** Moves the deals of a stage, as a job that tells of its progress, and deletes or changes it then. */
export function useReplaceStage() {
  const client = useQueryClient();
  const follow = useFollowJob(useKind('deal'));
  return async (stage: RecordRow, { to, reason, changes }: Replacement) => {
    const body = {
      to_stage_id: to,
      ...(reason !== '' && { lost_reason: reason }),
      ...(changes && { changes }),
    };
    await follow(() => api.post<Job>(`/stages/${stage.id}/replace`, { body }));
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.kind('stages') }),
      client.invalidateQueries({ queryKey: keys.bootstrap }),
    ]);
  };
}
