import { i18n } from '@lingui/core';
import type { KindMeta } from '@/api/types';
import type { FieldContext } from '../model/field-context';
import { fieldPath } from '../model/field-path';

export interface FieldGroup {
  id: string;
  contexts: FieldContext[];
}

/** Told elsewhere on the page, or where the record comes from. */
const ELSEWHERE = new Set(['title', 'created_at', 'updated_at', 'created_by', 'note_id', 'invited_at']);

/** The fields of a record's panel by group, in the order of the server; the first group is the first field's. */
export function fieldGroups(kind: KindMeta, contexts: ReadonlyMap<string, FieldContext>): FieldGroup[] {
  const groups = new Map<string, FieldContext[]>();
  for (const field of kind.fields) {
    const ctx = contexts.get(fieldPath(field));
    if (!ctx || ELSEWHERE.has(ctx.path)) continue;
    const id = field.custom ? 'custom' : field.group;
    groups.set(id, [...(groups.get(id) ?? []), ctx]);
  }
  return [...groups].map(([id, list]) => ({ id, contexts: list }));
}

/** The words for a group; one that the catalogue does not know is called as the server calls it. */
export function groupLabel(id: string): string {
  const key = `page.group.${id}`;
  if (i18n.messages[key] !== undefined) return i18n._(key);
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
