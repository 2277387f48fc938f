import type { FieldMeta, KindMeta, RecordRow } from '@/api/types';
import type { CreateDefaults } from '../form/create-store';
import { fieldPath, includeKey, readField, readIncluded } from '../model/field-path';

/**
 * What a new related record starts with: the reference to this one, and what both have in common.
 * A deal made on a contact's page is one with the contact's company too.
 */
export function relatedDefaults(
  set: { kind: KindMeta; field: FieldMeta },
  record: RecordRow,
): CreateDefaults {
  const own = fieldPath(set.field);
  const defaults: Record<string, unknown> = {
    [own]: record.id,
    [includeKey(own)]: { id: record.id, title: record.title },
  };
  for (const field of set.kind.fields) {
    const path = fieldPath(field);
    if (path === own || field.type !== 'reference' || field.target === 'user') continue;
    const included = readIncluded(record, path);
    if (!included || readField(record, path) !== included.id) continue;
    defaults[path] = included.id;
    defaults[includeKey(path)] = included;
  }
  return defaults;
}
