import * as z from 'zod/mini';
import { TextListCell } from '../cells/text-list-cell';
import { compareList } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { orEmpty } from '../schemas';
import { splitList } from '../text-list';
import { textsOf } from '../value-guards';

export const textList: FieldKindDef = {
  align: 'start',
  width: 180,
  operators: ['has_any', 'has_all', 'has_none', 'empty', 'not_empty'],
  Cell: TextListCell,
  Editor: lazyPart(async () => (await import('../editors/text-list-editor')).TextListEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/text-filter')).TextFilter),
  format: (value) => textsOf(value).join(', '),
  parse: (text) => ({ ok: true, value: splitList(text) }),
  schema: (field) => {
    const list = z.array(z.string('wrong_type'), 'wrong_type');
    return orEmpty(field, field.max_length ? list.check(z.maxLength(field.max_length, 'too_long')) : list);
  },
  compare: compareList,
};
