import type { FieldMeta, KindMeta, Me } from '@/api/types';
import { isChecklist } from '../fields/checklist';
import { isParticipants } from '../fields/participants';
import { isPriceList } from '../fields/price-list';
import { fieldPath } from '../model/field-path';
import { ownerKey } from '../model/permissions';
import type { CreateDefaults } from './create-store';

export interface FormFields {
  /** What one fills in. */
  first: FieldMeta[];
  /** What else the record can hold, behind "more fields". */
  more: FieldMeta[];
}

/** Which fields a new record asks for, in the order the server wants them. */
export function formFields(kind: KindMeta, defaults: CreateDefaults): FormFields {
  const writable = kind.fields.filter(
    (field) =>
      field.access === 'write' &&
      !field.read_only &&
      (field.type !== 'json' || isChecklist(field) || isParticipants(field) || isPriceList(field)),
  );
  const rank = new Map(kind.create_fields.map((path, index) => [path, index]));
  const isFirst = (field: FieldMeta) => {
    const path = fieldPath(field);
    // A required choice has a default of its own; anything else that is required has to be asked for.
    return rank.has(path) || path in defaults || (field.required && field.options.length === 0);
  };
  const place = (field: FieldMeta) => rank.get(fieldPath(field)) ?? kind.create_fields.length;
  return {
    first: writable.filter(isFirst).toSorted((a, b) => place(a) - place(b)),
    more: writable.filter((field) => !isFirst(field)),
  };
}

/** What the form starts with, by path. */
export function startValues(
  kind: KindMeta,
  fields: readonly FieldMeta[],
  defaults: CreateDefaults,
  me: Pick<Me, 'id'>,
): Record<string, unknown> {
  const owner = ownerKey(kind);
  return Object.fromEntries(
    fields.map((field) => {
      const path = fieldPath(field);
      if (path in defaults) return [path, defaults[path]];
      if (path === owner) return [path, me.id];
      if (field.type === 'boolean' && field.default === 'true') return [path, true];
      if (field.required && field.type === 'select') return [path, field.options[0]?.value ?? null];
      return [path, null];
    }),
  );
}

/** What is sent: without the empty, and a link without the title it was shown by. */
export function sentValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => !isBlank(value))
      .map(([path, value]) => [path, bareLink(value)]),
  );
}

function isBlank(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function bareLink(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('id' in value)) return value;
  return { kind: value.kind, id: value.id };
}
