import { Suspense, useMemo } from 'react';
import type { KindMeta, RecordRow, Titled } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { kindOf } from '@/records/fields/field-kinds';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { FormField } from '@/ui/form-field';
import { Skeleton } from '@/ui/skeleton';
import type { Complaints } from './check';

interface OtherRecordProps {
  part: 'company' | 'contact';
  /** The kind of leads: its reference to what a lead became says where to look. */
  kind: KindMeta;
  label: string;
  value: Titled | null;
  complaints: Complaints;
  onChange: (value: Titled | null) => void;
}

/** Looks for a record that is here already and was not found by itself. */
export function OtherRecord({ part, kind, label, value, complaints, onChange }: OtherRecordProps) {
  const path = `converted_${part}_id`;
  const known = useFieldContexts(kind).get(path);
  const ctx = useMemo(() => known && { ...known, label }, [known, label]);
  if (!ctx) return null;
  const { Editor } = kindOf(ctx.field);
  const wrong = complaints[`${part}_id`];
  // The title of what was chosen stands where a record has those of its references.
  const beside = { [path]: value?.id ?? null, [path.slice(0, -3)]: value } as unknown as RecordRow;
  return (
    <FormField label={label} error={wrong && fieldErrorText(wrong)}>
      {(control) => (
        <Suspense fallback={<Skeleton className="h-9" />}>
          <Editor
            {...control}
            ctx={ctx}
            record={beside}
            value={value?.id ?? null}
            size="lg"
            onChange={(_id, chosen) => onChange(chosen ?? null)}
          />
        </Suspense>
      )}
    </FormField>
  );
}
