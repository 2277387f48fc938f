import { lazy, Suspense } from 'react';
import type { RecordSlotProps } from '@/records/model/define-entity';

const ScorePanel = lazy(async () => ({ default: (await import('./score-panel')).ScorePanel }));

/** Why the lead has its score, over its details. */
export function LeadSidebar({ kind, record }: RecordSlotProps) {
  if (!kind.fields.some(({ key }) => key === 'score')) return null;
  return (
    <Suspense fallback={<div className="h-24 border-b border-line" />}>
      <ScorePanel kind={kind} record={record} />
    </Suspense>
  );
}
