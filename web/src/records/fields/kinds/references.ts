import * as z from 'zod/mini';
import { ReferencesCell } from '../cells/references-cell';
import { compareList } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { parseReference, referencesTo } from '../reference-value';
import { orEmpty } from '../schemas';
import { splitList } from '../text-list';

export const references: FieldKindDef = {
  align: 'start',
  width: 180,
  operators: ['has_any', 'has_all', 'has_none', 'empty', 'not_empty'],
  Cell: ReferencesCell,
  Editor: lazyPart(async () => (await import('../editors/references-editor')).ReferencesEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/reference-filter')).ReferenceFilter),
  format: (value, ctx, record) =>
    referencesTo(ctx, value, record)
      .map((entry) => entry.title)
      .join(', '),
  parse: (text, ctx) => {
    const entries = splitList(text).map((part) => parseReference(ctx, part));
    const known = entries.filter((entry) => entry !== undefined);
    if (known.length < entries.length) return { ok: false, code: 'not_found' };
    return { ok: true, value: known.map((entry) => entry.id) };
  },
  schema: (field) => orEmpty(field, z.array(z.string('wrong_type'), 'wrong_type')),
  compare: compareList,
};
