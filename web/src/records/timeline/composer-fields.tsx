import { Suspense, useId } from 'react';
import { useMe } from '@/api/bootstrap';
import { Skeleton } from '@/ui/skeleton';
import { kindOf } from '../fields/field-kinds';
import { useFieldContexts } from '../fields/use-field-contexts';
import { fieldPath } from '../model/field-path';
import { ownerKey } from '../model/permissions';
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
  const me = useMe();
  const fields = smallFields(mode);
  // Whoever plans a task does it, unless they say otherwise; the server assumes the same.
  const owner = ownerKey(mode.kind);
  if (fields.length === 0) return null;
  return (
    <div className="grid grid-cols-4 max-md:grid-cols-1 gap-2 px-3.5 pt-1 pb-1">
      {fields.map((field) => {
        const ctx = contexts.get(fieldPath(field));
        if (!ctx) return null;
        const { Editor } = kindOf(field);
        return (
          <div
            key={field.key}
            className={field.type === 'datetime' ? 'col-span-2 min-w-0 max-md:col-span-1' : 'min-w-0'}
          >
            <label htmlFor={`${id}-${field.key}`} className="block pb-0.5 text-12 text-ink-3">
              {ctx.label}
            </label>
            <div className="h-7 pointer-coarse:h-11">
              <Suspense fallback={<Skeleton className="h-7" />}>
                <Editor
                  id={`${id}-${field.key}`}
                  ctx={ctx}
                  value={values[field.key] ?? (field.key === owner ? me.id : null)}
                  size="sm"
                  onChange={(value) => onChange({ ...values, [field.key]: value })}
                />
              </Suspense>
            </div>
          </div>
        );
      })}
    </div>
  );
}
