import { useState } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import type { StageMeta } from '@/api/types';
import { useIsMobile } from '@/lib/use-is-mobile';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { may } from '@/records/model/permissions';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { dealSteps } from './deal-steps';
import { LostDialog } from './lost-dialog';
import { StageBar } from './stage-bar';
import { StageSteps } from './stage-steps';

/** Where a deal stands in its pipeline, and the way to move it. Losing one asks for the reason first. */
export function StageStepper({ kind, record }: RecordSlotProps) {
  const me = useMe();
  const phone = useIsMobile();
  const { pipelines } = useBootstrap();
  const update = useUpdateRecord(kind);
  const [losing, setLosing] = useState<StageMeta | null>(null);
  const steps = dealSteps(pipelines, record);
  if (!steps) return null;

  const move = (stage: StageMeta) => {
    if (stage.kind === 'lost') setLosing(stage);
    else void update({ id: record.id, values: { stage_id: stage.id } });
  };
  const lose = (reason: string) => {
    if (!losing) return;
    const values = { stage_id: losing.id, ...(reason && { lost_reason: reason }) };
    setLosing(null);
    void update({ id: record.id, values });
  };
  const movable = !record.deleted_at && may('update', kind, record, me);
  const Steps = phone ? StageBar : StageSteps;
  const since = record['stage_since'];
  return (
    <>
      <Steps steps={steps} since={typeof since === 'string' ? since : null} onMove={movable ? move : null} />
      {losing && <LostDialog deal={record.title} onClose={() => setLosing(null)} onLost={lose} />}
    </>
  );
}
