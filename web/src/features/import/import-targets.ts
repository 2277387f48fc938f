import type { FieldMeta, FieldType, KindMeta } from '@/api/types';
import { fieldLabel } from '@/i18n/labels';
import { t } from '@/i18n/t';
import { ADDRESS_PARTS } from '@/records/fields/address-text';
import { fieldPath } from '@/records/model/field-path';

/** What a column can fill: a field, or a part of one that files tend to keep apart. */
export interface ImportTarget {
  /** As the server calls it: `email`, `full_name`, `address.city`, `amount_currency`. */
  path: string;
  label: string;
  /** The fields that have a value once a column is read into this. */
  gives: readonly FieldMeta[];
}

/** What a cell of a CSV file cannot hold; an address comes in parts. */
const UNREADABLE = new Set<FieldType>(['json', 'record', 'address']);
const NAME_PARTS = ['first_name', 'last_name'];

const isOpen = (field: FieldMeta) => field.access === 'write' && !field.read_only;

/** Everything that a column of a file of this kind can fill, in the order of the kind's fields. */
export function importTargets(kind: KindMeta): ImportTarget[] {
  const open = kind.fields.filter(isOpen);
  const names = open.filter(({ key }) => NAME_PARTS.includes(key));
  const whole =
    names.length === NAME_PARTS.length
      ? [{ path: 'full_name', label: t('import.target.full_name'), gives: names }]
      : [];
  return [...whole, ...open.flatMap((field) => targetsOf(kind, field))];
}

function targetsOf(kind: KindMeta, field: FieldMeta): ImportTarget[] {
  const path = fieldPath(field);
  const label = fieldLabel(kind, field);
  const gives = [field];
  if (field.type === 'address') {
    return ADDRESS_PARTS.map((part) => ({
      path: `${path}.${part}`,
      label: t('import.target.part', { field: label, part: t(`records.address.${part}`) }),
      gives,
    }));
  }
  if (UNREADABLE.has(field.type)) return [];
  const own = { path, label, gives };
  if (field.type !== 'money') return [own];
  return [own, { path: `${path}_currency`, label: t('import.target.currency', { field: label }), gives: [] }];
}
