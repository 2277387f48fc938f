import type { Resolver } from 'react-hook-form';
import type { FieldMeta } from '@/api/types';
import { kindOf } from '../fields/field-kinds';
import { firstError } from '../fields/schemas';
import { fieldPath } from '../model/field-path';

export type FormValues = Record<string, unknown>;

/** A dot in a form's name would make an object of it, so `custom.size` is known as `custom:size` there. */
export const formName = (path: string) => path.replaceAll('.', ':');
export const pathOf = (name: string) => name.replaceAll(':', '.');

/** Checks every field by the schema of its kind. Messages are the codes of the server's field errors. */
export function fieldResolver(fields: readonly FieldMeta[]): Resolver<FormValues> {
  return (values) => {
    const errors = fields.flatMap((field) => {
      const name = formName(fieldPath(field));
      const code = firstError(kindOf(field).schema(field), values[name] ?? null);
      return code === null ? [] : [[name, { type: code, message: code }] as const];
    });
    return errors.length === 0 ? { values, errors: {} } : { values: {}, errors: Object.fromEntries(errors) };
  };
}
