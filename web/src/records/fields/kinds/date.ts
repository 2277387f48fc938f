import * as z from 'zod/mini';
import type { Operator } from '@/api/types';
import { TimeCell } from '../cells/time-cell';
import { compareTime } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { parseDay } from '../parse-date';
import { orEmpty } from '../schemas';

const DATE_OPERATORS: readonly Operator[] = [
  'in_last_days',
  'in_next_days',
  'on_or_after',
  'on_or_before',
  'eq',
  'before',
  'after',
  'between',
  'empty',
  'not_empty',
];

export const date: FieldKindDef = {
  align: 'start',
  width: 120,
  operators: DATE_OPERATORS,
  Cell: TimeCell,
  Editor: lazyPart(async () => (await import('../editors/date-editor')).DateEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/date-filter')).DateFilter),
  // ISO, because what is copied should mean the same in every spreadsheet.
  format: (value) => (typeof value === 'string' ? value : ''),
  parse: (text, ctx) => {
    if (text.trim() === '') return { ok: true, value: null };
    const value = parseDay(text, ctx.format.locale, ctx.format.timeZone);
    return value === null ? { ok: false, code: 'invalid_date' } : { ok: true, value };
  },
  schema: (field) =>
    orEmpty(field, z.string('invalid_date').check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'invalid_date'))),
  compare: compareTime,
};
