import { Suspense } from 'react';
import { Controller, type Control } from 'react-hook-form';
import type { FieldMeta, KindMeta, RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { FormField } from '@/ui/form-field';
import { Skeleton } from '@/ui/skeleton';
import { kindOf } from '../fields/field-kinds';
import { useFieldContexts } from '../fields/use-field-contexts';
import { fieldPath } from '../model/field-path';
import type { CreateDefaults } from './create-store';
import { formName, type FormValues } from './form-resolver';

interface CreateFieldProps {
  kind: KindMeta;
  field: FieldMeta;
  control: Control<FormValues>;
  /** Carry the titles of references that were given. */
  defaults: CreateDefaults;
  autoFocus: boolean;
  onChange: () => void;
}

/** Choices open at once when they take the focus, which would hide the rest of the form. */
const OPENS_ON_FOCUS = new Set(['select', 'multi_select', 'reference', 'references', 'record', 'boolean']);

/** One field of the form, with the editor of its kind. */
export function CreateField({ kind, field, control, defaults, autoFocus, onChange }: CreateFieldProps) {
  const ctx = useFieldContexts(kind).get(fieldPath(field));
  if (!ctx) return null;
  const { Editor } = kindOf(field);
  return (
    <Controller
      control={control}
      name={formName(ctx.path)}
      render={({ field: input, fieldState }) => (
        <FormField
          label={ctx.label}
          required={field.required}
          error={
            fieldState.error &&
            fieldErrorText({ code: fieldState.error.type, message: fieldState.error.message ?? '' })
          }
        >
          {(props) => (
            <Suspense fallback={<Skeleton className="h-9" />}>
              <Editor
                {...props}
                ctx={ctx}
                value={input.value ?? null}
                size="lg"
                record={defaults as RecordRow}
                autoFocus={autoFocus && !OPENS_ON_FOCUS.has(field.type)}
                onChange={(value) => {
                  input.onChange(value);
                  onChange();
                }}
              />
            </Suspense>
          )}
        </FormField>
      )}
    />
  );
}
