import type { FieldMeta, FieldType, KindMeta, Operator } from '@/api/types';
import { t } from '@/i18n/t';
import { fieldLabel, kindLabel } from '@/i18n/labels';
import { fieldPath } from './field-path';

const DATE_OPERATORS: Operator[] = [
  'in_last_days',
  'on_or_after',
  'on_or_before',
  'eq',
  'before',
  'after',
  'between',
];
const REFERENCE_OPERATORS: Operator[] = ['eq', 'ne', 'in', 'not_in', 'empty', 'not_empty'];

/** What every record carries beside its own fields. The server does not list these, but filters and sorts by them. */
const COMMON: readonly FieldMeta[] = [
  common('title', 'text', [], null),
  common('created_at', 'datetime', DATE_OPERATORS, null),
  common('updated_at', 'datetime', DATE_OPERATORS, null),
  common('created_by', 'reference', REFERENCE_OPERATORS, 'user'),
];

function common(key: string, type: FieldType, operators: Operator[], target: string | null): FieldMeta {
  return {
    key,
    label: key,
    type,
    required: false,
    read_only: true,
    custom: false,
    filterable: operators.length > 0,
    sortable: key !== 'created_by',
    searchable: false,
    aggregatable: false,
    operators,
    options: [],
    target,
    max_length: null,
    min: null,
    max: null,
    group: 'system',
    access: 'read',
  };
}

const cache = new WeakMap<KindMeta, ReadonlyMap<string, FieldMeta>>();

/** Every field of a kind by path: the title first, its own in the order of forms, the common ones last. */
export function fieldsByPath(kind: KindMeta): ReadonlyMap<string, FieldMeta> {
  let known = cache.get(kind);
  if (!known) {
    const own = kind.fields.map((field) => [fieldPath(field), field] as const);
    const shared = COMMON.map((field) => [field.key, field] as const);
    // What the server says about a common field wins over what is assumed here.
    known = new Map([
      ...shared.slice(0, 1),
      ...own,
      ...shared.slice(1).filter(([key]) => !hasField(kind, key)),
    ]);
    cache.set(kind, known);
  }
  return known;
}

function hasField(kind: KindMeta, key: string): boolean {
  return kind.fields.some((field) => field.key === key);
}

export function findField(kind: KindMeta, path: string): FieldMeta | undefined {
  return fieldsByPath(kind).get(path);
}

/** What a column or a filter on the field is called. The title column bears the name of the kind: "Lead". */
export function labelOf(kind: KindMeta, field: FieldMeta): string {
  if (field.key === 'title') return kindLabel(kind, 'one');
  if (field.key === 'created_at') return t('records.field.created_at');
  if (field.key === 'updated_at') return t('records.field.updated_at');
  if (field.key === 'created_by') return t('records.field.created_by');
  return fieldLabel(kind, field);
}
