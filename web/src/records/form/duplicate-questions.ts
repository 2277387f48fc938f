import type { FieldMeta, KindMeta } from '@/api/types';
import { fieldPath } from '../model/field-path';

export interface DuplicateQuestion {
  kind: KindMeta;
  field: string;
  value: string;
}

/** Whether two records with the same value here are likely the same person or company. */
function isTelling(field: FieldMeta): boolean {
  return !field.custom && (field.type === 'email' || field.key === 'domain');
}

const COMPLETE = /^(?:[^\s@]+@)?[^\s@]+\.[^\s@.]{2,}$/;

/** Where to look for what is being entered: an address is asked for among leads and contacts alike. */
export function duplicateQuestions(
  kinds: readonly KindMeta[],
  kind: KindMeta,
  values: Readonly<Record<string, unknown>>,
): DuplicateQuestion[] {
  return kind.fields.filter(isTelling).flatMap((field) => {
    const path = fieldPath(field);
    const value = values[path];
    if (typeof value !== 'string' || !COMPLETE.test(value.trim())) return [];
    return kinds
      .filter(
        (other) =>
          other.group !== 'system' &&
          other.rights.read !== 'none' &&
          other.capabilities.includes('page') &&
          other.fields.some((twin) => twin.key === field.key && twin.type === field.type && twin.filterable),
      )
      .map((other) => ({ kind: other, field: path, value: value.trim() }));
  });
}
