import * as z from 'zod/mini';
import { ReferenceCell } from '../cells/reference-cell';
import { compareText } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { parseReference, referenceTo } from '../reference-value';
import { orEmpty } from '../schemas';

const ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

export const reference: FieldKindDef = {
  align: 'start',
  width: 160,
  operators: ['in', 'not_in', 'eq', 'ne', 'empty', 'not_empty'],
  Cell: ReferenceCell,
  Editor: lazyPart(async () => (await import('../editors/reference-editor')).ReferenceEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/reference-filter')).ReferenceFilter),
  format: (value, ctx, record) =>
    referenceTo(ctx, value, record)?.title ?? (typeof value === 'string' ? value : ''),
  parse: (text, ctx) => {
    const wanted = text.trim();
    if (wanted === '') return { ok: true, value: null };
    const entry = parseReference(ctx, wanted);
    if (entry) return { ok: true, value: entry.id };
    return ID.test(wanted) ? { ok: true, value: wanted } : { ok: false, code: 'not_found' };
  },
  schema: (field) => orEmpty(field, z.string('wrong_type')),
  compare: compareText,
};
