import * as z from 'zod/mini';
import { MultiSelectCell } from '../cells/multi-select-cell';
import { compareList } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { labelOfOption, parseOption } from '../options';
import { orEmpty } from '../schemas';
import { splitList } from '../text-list';
import { textsOf } from '../value-guards';

export const multiSelect: FieldKindDef = {
  align: 'start',
  width: 180,
  operators: ['has_any', 'has_all', 'has_none', 'empty', 'not_empty'],
  Cell: MultiSelectCell,
  Editor: lazyPart(async () => (await import('../editors/multi-select-editor')).MultiSelectEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/choice-filter')).ChoiceFilter),
  format: (value, ctx) =>
    textsOf(value)
      .map((item) => labelOfOption(ctx, item))
      .join(', '),
  parse: (text, ctx) => {
    const options = splitList(text).map((part) => parseOption(ctx, part));
    const known = options.filter((option) => option !== undefined);
    if (known.length < options.length) return { ok: false, code: 'invalid_option' };
    return { ok: true, value: known.map((option) => option.value) };
  },
  schema: (field) =>
    orEmpty(
      field,
      z.array(
        z
          .string('wrong_type')
          .check(
            z.refine((value) => field.options.some((option) => option.value === value), 'invalid_option'),
          ),
        'wrong_type',
      ),
    ),
  compare: compareList,
};
