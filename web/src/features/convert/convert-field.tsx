import { Suspense } from 'react';
import type { KindMeta } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { kindOf } from '@/records/fields/field-kinds';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { FormField } from '@/ui/form-field';
import { Skeleton } from '@/ui/skeleton';
import type { Complaints } from './check';

interface ConvertFieldProps {
  kind: KindMeta;
  path: string;
  /** What its field is called when it is complained about. */
  name: string;
  value: unknown;
  complaints: Complaints;
  className?: string;
  onChange: (value: unknown) => void;
}

/** One field of a record that is to be made, with the editor of its kind. */
export function ConvertField({
  kind,
  path,
  name,
  value,
  complaints,
  className,
  onChange,
}: ConvertFieldProps) {
  const ctx = useFieldContexts(kind).get(path);
  if (!ctx) return null;
  const { Editor } = kindOf(ctx.field);
  const wrong = complaints[name];
  return (
    <FormField
      label={ctx.label}
      required={ctx.field.required}
      error={wrong && fieldErrorText(wrong)}
      className={className}
    >
      {(control) => (
        <Suspense fallback={<Skeleton className="h-9" />}>
          <Editor {...control} ctx={ctx} value={value} size="lg" onChange={(next) => onChange(next)} />
        </Suspense>
      )}
    </FormField>
  );
}
