import type { ImportColumn } from '@/api/imports';
import type { FieldMeta, FieldType, KindMeta } from '@/api/types';
import { fieldPath } from '@/records/model/field-path';
import { importTargets, type ImportTarget } from './import-targets';

/** What a column fills, by its index. */
export type Mapping = Readonly<Record<number, string>>;

const COMPARABLE = new Set<FieldType>(['text', 'email', 'phone', 'url', 'integer']);
/** What tells two records apart, the best first. */
const TELLING = ['email', 'domain', 'code', 'phone', 'website', 'name'];

/** The server's guesses, as far as the fields may be written and none is taken twice. */
export function guessedMapping(columns: readonly ImportColumn[], kind: KindMeta): Mapping {
  const open = new Set(importTargets(kind).map(({ path }) => path));
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
  const given = new Set(mappedTargets(mapping, kind).flatMap(({ gives }) => gives));
  return importTargets(kind)
    .flatMap(({ gives }) => gives)
    .filter((field, index, all) => all.indexOf(field) === index)
    .filter((field) => field.required && field.options.length === 0 && !given.has(field));
}

/** The mapped fields by which a row can be recognised, the most telling first. */
export function matchFields(mapping: Mapping, kind: KindMeta): FieldMeta[] {
  return mappedTargets(mapping, kind)
    .flatMap(({ path, gives }) => gives.filter((field) => fieldPath(field) === path))
    .filter((field) => COMPARABLE.has(field.type))
    .toSorted((a, b) => rank(a) - rank(b));
}

function mappedTargets(mapping: Mapping, kind: KindMeta): ImportTarget[] {
  const used = new Set(Object.values(mapping));
  return importTargets(kind).filter(({ path }) => used.has(path));
}

function rank({ key }: FieldMeta): number {
  const place = TELLING.indexOf(key);
  return place < 0 ? TELLING.length : place;
}
