import * as z from 'zod/mini';
import { formatAddress, parseAddress } from '../address-text';
import { AddressCell } from '../cells/address-cell';
import { compareText } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { orEmpty } from '../schemas';

const part = z.optional(z.nullable(z.string('wrong_type')));

export const address: FieldKindDef = {
  align: 'start',
  width: 220,
  operators: ['contains', 'empty', 'not_empty'],
  Cell: AddressCell,
  Editor: lazyPart(async () => (await import('../editors/address-editor')).AddressEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/text-filter')).TextFilter),
  format: formatAddress,
  parse: (text) => ({ ok: true, value: parseAddress(text) }),
  schema: (field) =>
    orEmpty(
      field,
      z.strictObject(
        { street: part, city: part, region: part, postal_code: part, country: part },
        'wrong_type',
      ),
    ),
  compare: (a, b) => compareText(formatAddress(a), formatAddress(b)),
};
