import { lazy, Suspense } from 'react';
import type { RecordSlotProps } from '@/records/model/define-entity';

const ScorePanel = lazy(async () => ({ default: (await import('./score-panel')).ScorePanel }));

const SequencePanel = lazy(async () => ({
  default: (await import('./sequence-panel')).SequencePanel,
}));

/** Why the lead has its score, and how it is followed up, over its details. */
export function LeadSidebar({ kind, record }: RecordSlotProps) {
  return (
    <Suspense fallback={<div className="h-24 border-b border-line" />}>
      {kind.fields.some(({ key }) => key === 'score') && <ScorePanel kind={kind} record={record} />}
      <SequencePanel kind={kind} record={record} />
    </Suspense>
  );
}
