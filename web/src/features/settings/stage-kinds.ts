import type { RecordRow } from '@/api/types';

export const stageKinds = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof stageKinds)[number];

export function stageKindOf(stage: RecordRow): StageKind {
  return stageKinds.find((kind) => kind === stage['kind']) ?? 'open';
}
