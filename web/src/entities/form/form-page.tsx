import { lazy, Suspense } from 'react';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { RecordSkeleton } from '@/records/page/record-skeleton';

const FormView = lazy(async () => ({ default: (await import('./form-view')).FormView }));

/** The page of a form, where it is built. Other kinds' pages do not load the code. */
export function FormPage(props: RecordSlotProps) {
  return (
    <Suspense fallback={<RecordSkeleton kind={props.kind} />}>
      <FormView {...props} />
    </Suspense>
  );
}
