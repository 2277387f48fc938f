import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import type { StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { useIsMobile } from '@/lib/use-is-mobile';
import { useNow } from '@/lib/use-now';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { may } from '@/records/model/permissions';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { durationText } from './deal/duration-text';
import { secondsByStage, stageHistoryQuery } from './deal/stage-history';
import { dealSteps } from './deal-steps';
import { LostDialog } from './lost-dialog';
import { StageBar } from './stage-bar';
import { StageSteps } from './stage-steps';

/** Where a deal stands in its pipeline, and the way to move it. Losing one asks for the reason first. */
export function StageStepper({ kind, record }: RecordSlotProps) {
  const t = useT();
  const me = useMe();
  const now = useNow();
  const phone = useIsMobile();
  const { pipelines } = useBootstrap();
  const update = useUpdateRecord(kind);
  const [losing, setLosing] = useState<StageMeta | null>(null);
  const stays = useQuery({ ...stageHistoryQuery(record.id), enabled: !phone }).data;
  const spent = useMemo(() => {
    const seconds = secondsByStage(stays ?? [], now);
    return new Map([...seconds].map(([stage, lasted]) => [stage, durationText(t, lasted)]));
  }, [stays, t, now]);
  const steps = dealSteps(pipelines, record);
  if (!steps) return null;

  const put = async (stage: StageMeta, values: Record<string, unknown> = {}) => {
    const saved = await update({ id: record.id, values: { stage_id: stage.id, ...values } });
    if (saved) announce(t('stepper.moved', { stage: stage.title }));
  };
  const move = (stage: StageMeta) => {
    if (stage.id === steps.current?.id) return;
    if (stage.kind === 'lost') setLosing(stage);
    else void put(stage);
  };
  const lose = (reason: string) => {
    if (!losing) return;
    setLosing(null);
    void put(losing, reason ? { lost_reason: reason } : {});
  };
  const movable = !record.deleted_at && may('update', kind, record, me);
  const Steps = phone ? StageBar : StageSteps;
  const since = record['stage_since'];
  return (
    <>
      <Steps
        steps={steps}
        since={typeof since === 'string' ? since : null}
        spent={spent}
        onMove={movable ? move : null}
      />
      {losing && <LostDialog deal={record.title} onClose={() => setLosing(null)} onLost={lose} />}
    </>
  );
}
