import * as z from 'zod/mini';
import type { FieldMeta } from '@/api/types';

/** An empty value is null; only a required field refuses it. */
export function orEmpty(field: FieldMeta, schema: z.ZodMiniType): z.ZodMiniType<unknown> {
  const present = z.pipe(
    z.unknown().check(z.refine((value) => !isEmpty(value), { error: 'required', abort: true })),
    schema,
  );
  return field.required ? present : z.union([z.null(), z.undefined(), z.literal(''), schema]);
}

export function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

export function textSchema(field: FieldMeta, format?: z.core.$ZodCheck<string>): z.ZodMiniType {
  const checks: z.core.$ZodCheck<string>[] = [];
  if (field.max_length) checks.push(z.maxLength(field.max_length, 'too_long'));
  if (format) checks.push(format);
  const text = z.string('wrong_type');
  return checks.length === 0 ? text : text.check(...checks);
}

export function numberSchema(field: FieldMeta, whole: boolean): z.ZodMiniType {
  const checks: z.core.$ZodCheck<number>[] = [];
  if (field.min !== null) checks.push(z.gte(field.min, 'too_small'));
  if (field.max !== null) checks.push(z.lte(field.max, 'too_large'));
  if (whole) checks.push(z.refine((value: number) => Number.isInteger(value), 'wrong_type'));
  const number = z.number('wrong_type');
  return checks.length === 0 ? number : number.check(...checks);
}

/** The code of the first thing that is wrong with a value, or null. */
export function firstError(schema: z.ZodMiniType<unknown>, value: unknown): string | null {
  const result = schema.safeParse(value);
  if (result.success) return null;
  return findCode(result.error.issues) ?? 'invalid';
}

/** In a union the issue worth showing is the one of the branch that is not about being empty. */
function findCode(issues: readonly z.core.$ZodIssue[]): string | undefined {
  for (const issue of issues) {
    if (issue.code === 'invalid_union') {
      const code = findCode(issue.errors.at(-1) ?? []);
      if (code) return code;
    } else if (/^[a-z_]+$/.test(issue.message)) return issue.message;
  }
  return undefined;
}
