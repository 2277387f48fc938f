import * as z from 'zod/mini';
import { RecordCell } from '../cells/record-cell';
import { compareList } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { linkedRecord } from '../reference-value';
import { orEmpty } from '../schemas';

/** As text a link is `deal:<id>`, the form that filters use too. */
export const record: FieldKindDef = {
  align: 'start',
  width: 180,
  operators: ['eq', 'in', 'empty', 'not_empty'],
  Cell: RecordCell,
  Editor: lazyPart(async () => (await import('../editors/record-editor')).RecordEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/record-filter')).RecordFilter),
  format: (value) => {
    const link = linkedRecord(value);
    return link ? `${link.kind}:${link.id}` : '';
  },
  parse: (text) => {
    const [kind, id, ...rest] = text.trim().split(':');
    if (!kind) return { ok: true, value: null };
    return id && rest.length === 0 ? { ok: true, value: { kind, id } } : { ok: false, code: 'not_found' };
  },
  schema: (field) => orEmpty(field, z.object({ kind: z.string(), id: z.string() }, 'wrong_type')),
  compare: compareList,
};
