import type { ImportColumn } from '@/api/imports';
import type { FieldMeta, FieldType, KindMeta } from '@/api/types';
import { fieldPath } from '@/records/model/field-path';

/** Field by the column's index. */
export type Mapping = Readonly<Record<number, string>>;

/** What a cell of a CSV file cannot hold. */
const UNREADABLE = new Set<FieldType>(['json', 'record']);
const COMPARABLE = new Set<FieldType>(['text', 'email', 'phone', 'url', 'integer']);
/** What tells two records apart, the best first. */
const TELLING = ['email', 'domain', 'code', 'phone', 'website', 'name'];

export function importableFields(kind: KindMeta): FieldMeta[] {
  return kind.fields.filter(
    (field) => field.access === 'write' && !field.read_only && !UNREADABLE.has(field.type),
  );
}

/** The server's guesses, as far as the fields may be written and none is taken twice. */
export function guessedMapping(columns: readonly ImportColumn[], kind: KindMeta): Mapping {
  const open = new Set(importableFields(kind).map(fieldPath));
  const mapping: Record<number, string> = {};
  for (const { index, field } of columns) {
    if (field !== null && open.delete(field)) mapping[index] = field;
  }
  return mapping;
}

/** Gives a column another field, or none; whoever had the field before loses it. */
export function withColumn(mapping: Mapping, index: number, field: string | null): Mapping {
  const entries = Object.entries(mapping).filter(([key, value]) => Number(key) !== index && value !== field);
  if (field !== null) entries.push([String(index), field]);
  return Object.fromEntries(entries);
}

/** Fields that every new record needs and no column gives. */
export function missingFields(mapping: Mapping, kind: KindMeta): FieldMeta[] {
  const given = new Set(Object.values(mapping));
  return importableFields(kind).filter(
    (field) => field.required && field.options.length === 0 && !given.has(fieldPath(field)),
  );
}

/** The mapped fields by which a row can be recognised, the most telling first. */
export function matchFields(mapping: Mapping, kind: KindMeta): FieldMeta[] {
  const given = new Set(Object.values(mapping));
  return importableFields(kind)
    .filter((field) => given.has(fieldPath(field)) && COMPARABLE.has(field.type))
    .toSorted((a, b) => rank(a) - rank(b));
}

function rank({ key }: FieldMeta): number {
  const place = TELLING.indexOf(key);
  return place < 0 ? TELLING.length : place;
}
