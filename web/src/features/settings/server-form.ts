import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import { fieldErrorText } from '@/i18n/field-error';
import { failureText } from '@/records/mutations/failure-text';

/** Puts what the server refused beside the fields, and the rest into a toast. The first field gets the focus. */
export function showRefusal<Values extends FieldValues>(
  error: unknown,
  form: Pick<UseFormReturn<Values>, 'setError' | 'getValues'>,
): void {
  const known = form.getValues();
  const refused = isProblem(error) ? error.errors : [];
  const placed = refused.filter(({ field }) => Object.hasOwn(known, rootOf(field)));
  for (const [index, problem] of placed.entries()) {
    const path = rootOf(problem.field) as Path<Values>;
    form.setError(path, { message: fieldErrorText(problem) }, { shouldFocus: index === 0 });
  }
  if (placed.length === 0) toast.error(failureText(error));
}

function rootOf(field: string): string {
  return field.split('.')[0] ?? field;
}
