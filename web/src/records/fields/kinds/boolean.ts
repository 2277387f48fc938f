import * as z from 'zod/mini';
import { foldText } from '@/lib/fold-text';
import { BooleanCell } from '../cells/boolean-cell';
import { compareBoolean } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { orEmpty } from '../schemas';

const YES = new Set(['true', 'yes', 'y', '1', 'x', 'on']);
const NO = new Set(['false', 'no', 'n', '0', 'off']);

export const boolean: FieldKindDef = {
  align: 'start',
  width: 90,
  operators: ['eq'],
  Cell: BooleanCell,
  Editor: lazyPart(async () => (await import('../editors/boolean-editor')).BooleanEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/boolean-filter')).BooleanFilter),
  format: (value, ctx) =>
    value === true ? ctx.t('records.yes') : value === false ? ctx.t('records.no') : '',
  parse: (text, ctx) => {
    const word = foldText(text);
    if (word === '') return { ok: true, value: null };
    if (YES.has(word) || word === foldText(ctx.t('records.yes'))) return { ok: true, value: true };
    if (NO.has(word) || word === foldText(ctx.t('records.no'))) return { ok: true, value: false };
    return { ok: false, code: 'wrong_type' };
  },
  schema: (field) => orEmpty(field, z.boolean('wrong_type')),
  compare: compareBoolean,
};
