import { lazy, Suspense } from 'react';
import { useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useIsMobile } from '@/lib/use-is-mobile';
import { isChecklist } from '../fields/checklist';
import { isParticipants } from '../fields/participants';
import type { FieldContext } from '../model/field-context';
import { mayWrite } from '../model/permissions';
import { FieldInline } from './field-inline';
import { FieldInSheet } from './field-in-sheet';
import { FieldShown } from './field-shown';

// Few kinds have one, so the others' pages do not load the code.
const FieldParticipants = lazy(async () => ({
  default: (await import('./field-participants')).FieldParticipants,
}));
const FieldChecklist = lazy(async () => ({ default: (await import('./field-checklist')).FieldChecklist }));

interface FieldRowProps {
  ctx: FieldContext;
  record: RecordRow;
}

/** A label and its value. Whoever may change it edits it in place; phones open a sheet for it. */
export function FieldRow({ ctx, record }: FieldRowProps) {
  const me = useMe();
  const phone = useIsMobile();
  const editable = mayWrite(ctx.field, ctx.kind, record, me);
  if (isChecklist(ctx.field)) {
    return (
      <Suspense fallback={<FieldShown ctx={ctx} record={record} />}>
        <FieldChecklist ctx={ctx} record={record} editable={editable} />
      </Suspense>
    );
  }
  if (isParticipants(ctx.field)) {
    // Nobody else comes to what is no meeting.
    if (record['kind'] !== 'meeting' && !record[ctx.path]) return null;
    return (
      <Suspense fallback={<FieldShown ctx={ctx} record={record} />}>
        <FieldParticipants ctx={ctx} record={record} editable={editable} />
      </Suspense>
    );
  }
  if (!editable) return <FieldShown ctx={ctx} record={record} />;
  return phone ? <FieldInSheet ctx={ctx} record={record} /> : <FieldInline ctx={ctx} record={record} />;
}
