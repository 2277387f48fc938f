import type { Operator } from '@/api/types';
import { parseNumber } from '@/lib/parse-number';
import { NumberCell } from '../cells/number-cell';
import { compareNumber } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { numberSchema, orEmpty } from '../schemas';

export const NUMBER_OPERATORS: readonly Operator[] = [
  'gte',
  'lte',
  'gt',
  'lt',
  'between',
  'eq',
  'ne',
  'empty',
  'not_empty',
];

export const number: FieldKindDef = {
  align: 'end',
  width: 110,
  operators: NUMBER_OPERATORS,
  Cell: NumberCell,
  Editor: lazyPart(async () => (await import('../editors/number-editor')).NumberEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/number-filter')).NumberFilter),
  format: (value, ctx) => (typeof value === 'number' ? ctx.format.number(value, 6) : ''),
  parse: (text, ctx) => {
    if (text.trim() === '') return { ok: true, value: null };
    const value = parseNumber(text, ctx.format.locale);
    return value === null ? { ok: false, code: 'wrong_type' } : { ok: true, value };
  },
  schema: (field) => orEmpty(field, numberSchema(field, false)),
  compare: compareNumber,
};
