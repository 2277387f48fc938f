import type { Operator } from '@/api/types';
import { compareText } from '../compare';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { textSchema, orEmpty } from '../schemas';
import { TextCell } from '../cells/text-cell';

const TEXT_OPERATORS: readonly Operator[] = [
  'contains',
  'not_contains',
  'eq',
  'ne',
  'starts_with',
  'ends_with',
  'in',
  'not_in',
  'empty',
  'not_empty',
];

/** What all kinds have in common whose values are plain text. */
export const plainText: FieldKindDef = {
  align: 'start',
  width: 180,
  operators: TEXT_OPERATORS,
  Cell: TextCell,
  Editor: lazyPart(async () => (await import('../editors/text-editor')).TextEditor),
  FilterEditor: lazyPart(async () => (await import('../filter-editors/text-filter')).TextFilter),
  format: (value) => (typeof value === 'string' ? value : ''),
  parse: (text) => ({ ok: true, value: text.trim() || null }),
  schema: (field) => orEmpty(field, textSchema(field)),
  compare: compareText,
};
