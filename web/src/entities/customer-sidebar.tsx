import { lazy, Suspense } from 'react';
import type { RecordSlotProps } from '@/records/model/define-entity';

const OpenTickets = lazy(async () => ({ default: (await import('./ticket/open-tickets')).OpenTickets }));

/** What a contact or a company waits for, over their details. Mostly nothing, so nothing stands in for it. */
export function CustomerSidebar(props: RecordSlotProps) {
  return (
    <Suspense>
      <OpenTickets {...props} />
    </Suspense>
  );
}
