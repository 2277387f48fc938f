import type { PipelineMeta, StageMeta } from '@/api/types';

/** The pipeline that a board shows: the chosen one, else the workspace's own. */
export function shownPipeline(
  pipelines: readonly PipelineMeta[],
  chosen: string | null,
): PipelineMeta | undefined {
  return (
    pipelines.find(({ id }) => id === chosen) ??
    pipelines.find(({ is_default: isDefault }) => isDefault) ??
    pipelines[0]
  );
}

export interface PipelineStages {
  /** The columns. */
  open: readonly StageMeta[];
  /** How a deal can end. A pipeline need not have either. */
  won: StageMeta | undefined;
  lost: StageMeta | undefined;
}

export function pipelineStages(pipeline: PipelineMeta): PipelineStages {
  const stages = pipeline.stages.toSorted((a, b) => a.position - b.position);
  return {
    open: stages.filter(({ kind }) => kind === 'open'),
    won: stages.find(({ kind }) => kind === 'won'),
    lost: stages.find(({ kind }) => kind === 'lost'),
  };
}
