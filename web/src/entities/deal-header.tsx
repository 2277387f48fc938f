import { lazy, Suspense } from 'react';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { Skeleton } from '@/ui/skeleton';

const StageStepper = lazy(async () => ({ default: (await import('./stage-stepper')).StageStepper }));

/** The stages of a deal. Other kinds have none, so their lists and pages do not load the code. */
export function DealHeader(props: RecordSlotProps) {
  return (
    <Suspense fallback={<Skeleton className="h-8 w-full" />}>
      <StageStepper {...props} />
    </Suspense>
  );
}
