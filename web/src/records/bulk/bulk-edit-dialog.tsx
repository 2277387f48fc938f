import { Suspense, useId, useState, type FormEvent } from 'react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { Dialog } from '@/ui/dialog';
import { FormField } from '@/ui/form-field';
import { Skeleton } from '@/ui/skeleton';
import { kindOf } from '../fields/field-kinds';
import { firstError } from '../fields/schemas';
import type { FieldContext } from '../model/field-context';
import { mayWrite } from '../model/permissions';
import type { Values } from '../mutations/record-writer';

interface BulkEditDialogProps {
  kind: KindMeta;
  contexts: ReadonlyMap<string, FieldContext>;
  /** The field to set; null asks for it first. */
  path: string | null;
  /** The values join those that are there, instead of replacing them. */
  adding: boolean;
  count: string;
  onClose: () => void;
  onApply: (values: Values) => void;
}

/** One value for many records. */
export function BulkEditDialog({
  kind,
  contexts,
  path,
  adding,
  count,
  onClose,
  onApply,
}: BulkEditDialogProps) {
  const t = useT();
  const me = useMe();
  const formId = useId();
  const [field, setField] = useState(path);
  const [value, setValue] = useState<unknown>(null);
  const [error, setError] = useState<string | undefined>();
  const ctx = field === null ? undefined : contexts.get(field);
  const writable = [...contexts.values()].filter((candidate) =>
    mayWrite(candidate.field, kind, undefined, me),
  );
  const definition = ctx && kindOf(ctx.field);
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ctx || !definition || empty) return;
    const code = firstError(definition.schema(ctx.field), value);
    if (code !== null) setError(fieldErrorText({ code, message: code }));
    else onApply({ [ctx.path]: value });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        adding
          ? t('records.bulk.add_title', { field: ctx?.label ?? '', count })
          : ctx && path
            ? t('records.bulk.set', { field: ctx.label, count })
            : t('records.bulk.edit_title', { count })
      }
      closeLabel={t('common.close')}
      size="sm"
      keepOnOutsidePress
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {/* Emptying many records has to be meant: it is a button of its own and not what Enter does. */}
          {ctx && empty && !adding && !ctx.field.required && (
            <Button onClick={() => onApply({ [ctx.path]: null })}>
              {t('records.bulk.empty_field', { field: ctx.label })}
            </Button>
          )}
          <Button variant="primary" type="submit" form={formId} disabled={!ctx || empty}>
            {t('records.bulk.change', { count })}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
        {path === null && (
          <FormField label={t('records.filter.field')}>
            {(control) => (
              <Combobox
                {...control}
                label={t('records.filter.field')}
                placeholder={t('records.choose')}
                searchPlaceholder={t('records.find_field')}
                emptyLabel={t('records.no_choice')}
                options={writable.map((candidate) => ({ value: candidate.path, label: candidate.label }))}
                selected={ctx ? [{ value: ctx.path, label: ctx.label }] : []}
                onChange={([chosen]) => {
                  setField(chosen?.value ?? null);
                  setValue(null);
                  setError(undefined);
                }}
              />
            )}
          </FormField>
        )}
        {ctx && definition && (
          <FormField
            label={ctx.label}
            {...(error !== undefined && { error })}
            {...(ctx.field.type === 'references' && !adding && { hint: t('records.bulk.replaces') })}
          >
            {(control) => (
              <Suspense fallback={<Skeleton className="h-9 w-full" />}>
                <definition.Editor
                  key={ctx.path}
                  {...control}
                  ctx={ctx}
                  value={value}
                  onChange={(next) => {
                    setValue(next);
                    setError(undefined);
                  }}
                />
              </Suspense>
            )}
          </FormField>
        )}
      </form>
    </Dialog>
  );
}
