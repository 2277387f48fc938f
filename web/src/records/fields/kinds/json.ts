import * as z from 'zod/mini';
import { JsonCell } from '../cells/json-cell';
import { compareList } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';

export const json: FieldKindDef = {
  align: 'start',
  width: 200,
  operators: [],
  multiline: true,
  Cell: JsonCell,
  Editor: lazyPart(async () => (await import('../editors/json-editor')).JsonEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/text-filter')).TextFilter),
  format: (value) => (value === null || value === undefined ? '' : JSON.stringify(value)),
  parse: (text) => {
    if (text.trim() === '') return { ok: true, value: null };
    try {
      return { ok: true, value: JSON.parse(text) as unknown };
    } catch {
      return { ok: false, code: 'wrong_type' };
    }
  },
  schema: (field) =>
    z.unknown().check(
      z.refine((value) => value !== undefined, 'wrong_type'),
      z.refine((value) => value !== null || !field.required, 'required'),
    ),
  compare: compareList,
};
