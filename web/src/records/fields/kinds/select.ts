import * as z from 'zod/mini';
import { SelectCell } from '../cells/select-cell';
import { compareText } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { labelOfOption, parseOption } from '../options';
import { orEmpty } from '../schemas';

export const select: FieldKindDef = {
  align: 'start',
  width: 130,
  operators: ['in', 'not_in', 'eq', 'ne', 'empty', 'not_empty'],
  Cell: SelectCell,
  Editor: lazyPart(async () => (await import('../editors/select-editor')).SelectEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/choice-filter')).ChoiceFilter),
  format: (value, ctx) => (typeof value === 'string' && value !== '' ? labelOfOption(ctx, value) : ''),
  parse: (text, ctx) => {
    if (text.trim() === '') return { ok: true, value: null };
    const option = parseOption(ctx, text);
    return option ? { ok: true, value: option.value } : { ok: false, code: 'invalid_option' };
  },
  schema: (field) =>
    orEmpty(
      field,
      z
        .string('wrong_type')
        .check(z.refine((value) => field.options.some((option) => option.value === value), 'invalid_option')),
    ),
  compare: compareText,
};
