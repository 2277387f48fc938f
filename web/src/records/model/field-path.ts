import type { FieldMeta, RecordRow } from '@/api/types';

const CUSTOM = 'custom.';

/** The name of a field in filters, sorts and columns: a workspace's own fields live under `custom.`. */
export function fieldPath(field: Pick<FieldMeta, 'key' | 'custom'>): string {
  return field.custom && !field.key.startsWith(CUSTOM) ? CUSTOM + field.key : field.key;
}

export function readField(record: RecordRow, path: string): unknown {
  if (!path.startsWith(CUSTOM)) return record[path] ?? null;
  const custom = record['custom'];
  if (typeof custom !== 'object' || custom === null) return null;
  return (custom as Record<string, unknown>)[path.slice(CUSTOM.length)] ?? null;
}

/** The body of a PATCH for values by path. */
export function toBody(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    if (path.startsWith(CUSTOM)) custom[path.slice(CUSTOM.length)] = value;
    else body[path] = value;
  }
  if (Object.keys(custom).length > 0) body['custom'] = custom;
  return body;
}

/** The record with values by path put in; the record itself stays as it is. */
export function withValues(record: RecordRow, values: Readonly<Record<string, unknown>>): RecordRow {
  const { custom, ...plain } = toBody(values);
  const next: RecordRow = { ...record, ...plain };
  if (custom) next['custom'] = { ...(record['custom'] as object | null), ...custom };
  return next;
}

/** Where the server puts the title of what a reference points to, when it is asked to include it. */
export function includeKey(path: string): string {
  return path.endsWith('_id') ? path.slice(0, -3) : path;
}

export interface Included {
  id: string;
  title: string;
}

/** The included target of a reference, if it is still the one that the reference names. */
export function readIncluded(record: RecordRow | undefined, path: string): Included | null {
  const included = record?.[includeKey(path)];
  if (typeof included !== 'object' || included === null || !('id' in included) || !('title' in included))
    return null;
  return included.id === record?.[path] ? (included as Included) : null;
}
