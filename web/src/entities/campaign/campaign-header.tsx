import { lazy, Suspense } from 'react';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { FiguresSkeleton } from './figures-skeleton';

const FiguresPanel = lazy(async () => ({ default: (await import('./figures-panel')).FiguresPanel }));

/** What a campaign brought and cost. Other kinds have none, so their pages do not load the code. */
export function CampaignHeader({ record }: RecordSlotProps) {
  return (
    <Suspense fallback={<FiguresSkeleton />}>
      <FiguresPanel campaign={record} />
    </Suspense>
  );
}
