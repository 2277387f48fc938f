import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, RecordRow, Titled } from '@/api/types';

/** A stay in a stage. */
export interface Stay {
  id: string;
  stage: Titled;
  from: string;
  /** Null while it lasts. */
  until: string | null;
  by: Titled | null;
}

const MOST = 200;

/** When a deal came into which stage, the newest first. Asked for anew with the deal's timeline, as it is part of it. */
export function stageHistoryQuery(deal: string) {
  return queryOptions({
    queryKey: keys.timeline('deals', deal, 'stages'),
    queryFn: async ({ signal }) => {
      const query = { deal_id: deal, sort: '-at', limit: MOST, include: 'to_stage,created_by' };
      return staysOf((await api.get<Page>('/stage_changes', { query, signal })).data);
    },
  });
}

/** The stays that changes of stage tell of, in the same order. */
export function staysOf(changes: readonly RecordRow[]): Stay[] {
  return changes.flatMap((change, index): Stay[] => {
    const at = change['at'];
    const stage = change['to_stage'] as Titled | null;
    if (typeof at !== 'string' || typeof change['to_stage_id'] !== 'string') return [];
    const next = changes[index - 1]?.['at'];
    return [
      {
        id: change.id,
        stage: { id: change['to_stage_id'], title: stage?.title ?? '' },
        from: at,
        until: typeof next === 'string' ? next : null,
        by: (change['created_by_included'] ?? null) as Titled | null,
      },
    ];
  });
}

/** Seconds in each stage, by its id, all stays together. */
export function secondsByStage(stays: readonly Stay[], now: Date): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const { stage, from, until } of stays) {
    const end = until === null ? now.getTime() : Date.parse(until);
    const lasted = Math.max(0, (end - Date.parse(from)) / 1000);
    seconds.set(stage.id, (seconds.get(stage.id) ?? 0) + lasted);
  }
  return seconds;
}
