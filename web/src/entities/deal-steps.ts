import type { PipelineMeta, RecordRow, StageMeta } from '@/api/types';

export interface DealSteps {
  /** The stages on the way, in order. */
  open: StageMeta[];
  /** How it can end: won or lost. */
  closed: StageMeta[];
  current: StageMeta | undefined;
  /** Place of the current stage among the open ones; their number once the deal is closed. */
  at: number;
}

/** The way of a deal through its pipeline. */
export function dealSteps(pipelines: readonly PipelineMeta[], deal: RecordRow): DealSteps | null {
  const pipeline =
    pipelines.find(({ id }) => id === deal['pipeline_id']) ??
    pipelines.find(({ stages }) => stages.some(({ id }) => id === deal['stage_id']));
  if (!pipeline) return null;
  const stages = pipeline.stages.toSorted((a, b) => a.position - b.position);
  const open = stages.filter(({ kind }) => kind === 'open');
  const current = stages.find(({ id }) => id === deal['stage_id']);
  const place = open.findIndex(({ id }) => id === current?.id);
  return {
    open,
    closed: stages.filter(({ kind }) => kind !== 'open'),
    current,
    at: place < 0 ? open.length : place,
  };
}
