import type { Action, FieldMeta, KindMeta, Me, RecordRow } from '@/api/types';

/** Who is asking: what the rules need of the signed-in person. */
export type Actor = Pick<Me, 'id' | 'team_user_ids'>;

/**
 * Whether the person may do this, to a record or, without one, to some record of the kind.
 * The server decides; this only keeps what would be refused off the screen.
 */
export function may(action: Action, kind: KindMeta, record: RecordRow | undefined, me: Actor): boolean {
  const reach = kind.rights[action];
  if (reach === 'none') return false;
  // What no form makes comes about in another way, as files do.
  if (action === 'create' && kind.create_fields.length === 0) return false;
  if (reach === 'all' || record === undefined) return true;
  const owner = record[ownerKey(kind) ?? 'created_by'];
  if (owner === me.id) return true;
  return reach === 'team' && typeof owner === 'string' && me.team_user_ids.includes(owner);
}

/** Whether the person may write this field of the record. */
export function mayWrite(
  field: FieldMeta,
  kind: KindMeta,
  record: RecordRow | undefined,
  me: Actor,
): boolean {
  if (field.read_only || field.access !== 'write' || record?.deleted_at || isHistory(record)) return false;
  if (isSummed(field, record)) return false;
  return may(field.key === ownerKey(kind) ? 'assign' : 'update', kind, record, me);
}

/** What became other records is their history: the server refuses to change it. */
function isHistory(record: RecordRow | undefined): boolean {
  return record?.['status'] === 'converted';
}

/** Where a record has lines, its amount is their sum, and they are what is changed. */
function isSummed(field: FieldMeta, record: RecordRow | undefined): boolean {
  return field.key === 'amount' && Number(record?.['line_count'] ?? 0) > 0;
}

const OWNER_KEYS = ['owner_id', 'assignee_id'];

/** The reference that says whose record it is; `null` where that is its creator. */
export function ownerKey(kind: KindMeta): string | null {
  if (!kind.capabilities.includes('owner')) return null;
  return OWNER_KEYS.find((key) => kind.fields.some((field) => field.key === key)) ?? null;
}
