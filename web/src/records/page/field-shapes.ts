import type { FieldMeta, FieldType } from '@/api/types';
import { isRule } from '../fields/rule';

/** Values that run over several lines. */
const LONG = new Set<FieldType>(['long_text', 'markdown', 'address', 'json', 'text_list']);
/** Editors that need the width of the panel and stand under their label. */
const WIDE = new Set<FieldType>([...LONG, 'datetime', 'boolean', 'record']);

export function isLong({ type }: Pick<FieldMeta, 'type'>): boolean {
  return LONG.has(type);
}

export function isWide(field: Pick<FieldMeta, 'type'> & Partial<FieldMeta>): boolean {
  return WIDE.has(field.type) || isRule(field);
}
