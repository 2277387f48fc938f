import type { FieldError } from '@/api/problem-error';

export interface MappedErrors {
  /** By the name the form knows the field by. */
  fields: { name: string; code: string; message: string }[];
  /** What belongs to no field on the screen. */
  others: FieldError[];
}

/**
 * Sorts the server's complaints to the fields of a form, in the order of the form,
 * so that the first of them can take the focus.
 */
export function mapServerErrors(errors: readonly FieldError[], names: readonly string[]): MappedErrors {
  const fields = names.flatMap((name) => {
    const error = errors.find((candidate) => belongsTo(candidate.field, name));
    return error ? [{ name, code: error.code, message: error.message }] : [];
  });
  const others = errors.filter((error) => !names.some((name) => belongsTo(error.field, name)));
  return { fields, others };
}

/** `amount.currency` and `emails.0` are complaints about `amount` and `emails`. */
function belongsTo(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
}
