import { Suspense, useId } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { kindOf } from '../fields/field-kinds';
import { useFieldContexts } from '../fields/use-field-contexts';
import { fieldPath } from '../model/field-path';
import { smallFields, type Mode } from './composer-modes';

interface ComposerFieldsProps {
  mode: Mode;
  values: Record<string, unknown>;
  onChange: (values: Record<string, unknown>) => void;
}

/** What a call or a task has besides its words. */
export function ComposerFields({ mode, values, onChange }: ComposerFieldsProps) {
  const id = useId();
  const contexts = useFieldContexts(mode.kind);
  const fields = smallFields(mode);
  if (fields.length === 0) return null;
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-2 px-3.5 pt-1 pb-1">
      {fields.map((field) => {
        const ctx = contexts.get(fieldPath(field));
        if (!ctx) return null;
        const { Editor } = kindOf(field);
        return (
          <div key={field.key} className="min-w-0">
            <label htmlFor={`${id}-${field.key}`} className="text-12 text-ink-3">
              {ctx.label}
            </label>
            <Suspense fallback={<Skeleton className="h-7" />}>
              <Editor
                id={`${id}-${field.key}`}
                ctx={ctx}
                value={values[field.key] ?? null}
                size="sm"
                onChange={(value) => onChange({ ...values, [field.key]: value })}
              />
            </Suspense>
          </div>
        );
      })}
    </div>
  );
}
