import { Suspense, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Sheet } from '@/ui/sheet';
import { Skeleton } from '@/ui/skeleton';
import { kindOf } from '../fields/field-kinds';
import { readField } from '../model/field-path';
import type { FieldContext } from '../model/field-context';
import { FieldShown } from './field-shown';
import { useValueEdit } from './use-value-edit';

interface FieldInSheetProps {
  ctx: FieldContext;
  record: RecordRow;
}

/** A value that opens a sheet with its editor. It is saved by a button; closing with a change asks first. */
export function FieldInSheet({ ctx, record }: FieldInSheetProps) {
  const t = useT();
  const edit = useValueEdit(ctx, record);
  const [asking, setAsking] = useState(false);
  const open = edit.status === 'editing' || edit.status === 'saving';
  const changed = JSON.stringify(edit.draft) !== JSON.stringify(readField(record, ctx.path));
  const { Editor } = kindOf(ctx.field);
  const close = () => {
    if (edit.status === 'saving') return;
    if (changed) setAsking(true);
    else edit.cancel();
  };
  return (
    <>
      <FieldShown ctx={ctx} record={record} onEdit={edit.begin} />
      <Sheet
        open={open}
        onOpenChange={(next) => !next && close()}
        title={ctx.label}
        closeLabel={t('common.close')}
        footer={
          <Button variant="primary" loading={edit.status === 'saving'} onClick={() => void edit.commit()}>
            {t('common.save')}
          </Button>
        }
      >
        <FormField label={ctx.label} required={ctx.field.required} error={edit.error ?? undefined}>
          {(control) => (
            <Suspense fallback={<Skeleton className="h-11" />}>
              <Editor
                {...control}
                ctx={ctx}
                record={record}
                value={edit.draft}
                size="lg"
                onChange={(value, chosen) => {
                  edit.take(chosen);
                  edit.change(value);
                }}
              />
            </Suspense>
          )}
        </FormField>
      </Sheet>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('page.discard_title')}
        description={t('page.discard_text', { field: ctx.label })}
        confirmLabel={t('page.discard')}
        cancelLabel={t('page.keep_editing')}
        tone="danger"
        onConfirm={() => {
          setAsking(false);
          edit.cancel();
        }}
      />
    </>
  );
}
