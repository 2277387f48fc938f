import type { FieldType } from '@/api/types';

/** The types that a workspace's own field may have. */
export const fieldTypes = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'datetime',
  'select',
  'multi_select',
  'boolean',
  'url',
  'email',
  'phone',
  'reference',
] as const satisfies readonly FieldType[];

export type CustomType = (typeof fieldTypes)[number];

export function customType(value: unknown): CustomType {
  return fieldTypes.find((type) => type === value) ?? 'text';
}

export const hasOptions = (type: CustomType) => type === 'select' || type === 'multi_select';
