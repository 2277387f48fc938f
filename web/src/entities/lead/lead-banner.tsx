import { lazy, Suspense } from 'react';
import type { RecordSlotProps } from '@/records/model/define-entity';

const ConvertedBanner = lazy(async () => ({
  default: (await import('./converted-banner')).ConvertedBanner,
}));

/** Over the page of a lead that became a customer. */
export function LeadBanner(props: RecordSlotProps) {
  if (props.record['status'] !== 'converted') return null;
  return (
    <Suspense>
      <ConvertedBanner {...props} />
    </Suspense>
  );
}
