import * as z from 'zod/mini';
import { toMinor } from '@/lib/money';
import { parseNumber } from '@/lib/parse-number';
import { MoneyCell } from '../cells/money-cell';
import { compareNumber } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { orEmpty } from '../schemas';
import { isMoney } from '../value-guards';
import { NUMBER_OPERATORS } from './number';

export const money: FieldKindDef = {
  align: 'end',
  width: 130,
  operators: NUMBER_OPERATORS,
  Cell: MoneyCell,
  Editor: lazyPart(async () => (await import('../editors/money-editor')).MoneyEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/number-filter')).NumberFilter),
  format: (value, ctx) => (isMoney(value) ? ctx.format.money(value) : ''),
  parse: (text, ctx) => {
    if (text.trim() === '') return { ok: true, value: null };
    const currency = /\b[A-Z]{3}\b/.exec(text)?.[0] ?? ctx.format.currency;
    const major = parseNumber(text, ctx.format.locale);
    if (major === null) return { ok: false, code: 'wrong_type' };
    return { ok: true, value: { amount: toMinor(major, currency), currency } };
  },
  schema: (field) =>
    orEmpty(
      field,
      z.object(
        {
          amount: z.number('wrong_type').check(z.refine(Number.isSafeInteger, 'wrong_type')),
          currency: z.string('invalid_currency').check(z.regex(/^[A-Z]{3}$/, 'invalid_currency')),
        },
        'wrong_type',
      ),
    ),
  compare: (a, b) => compareNumber(isMoney(a) ? a.amount : null, isMoney(b) ? b.amount : null),
};
