import type { FieldChange, FieldMeta, KindMeta } from '@/api/types';
import type { ActivityEntry } from './activity-query';

/**
 * What happened, as one of the sentences `dashboard.activity.<phrase>`.
 * `target` is whatever the sentence ends with: a stage, a person or a field.
 */
export interface Wording {
  phrase: Phrase;
  target: Target | null;
  /** Where it was before, for `moved_from`. */
  from?: Target | null;
  /** How many fields changed, for `changed_many`. */
  count: number;
}

export type Phrase =
  | 'added'
  | 'planned'
  | 'logged'
  | 'wrote'
  | 'deleted'
  | 'restored'
  | 'moved'
  | 'moved_from'
  | 'won'
  | 'lost'
  | 'reopened'
  | 'converted'
  | 'completed'
  | 'assigned'
  | 'unassigned'
  | 'changed_one'
  | 'changed_many';

export type Target =
  | { type: 'title'; text: string }
  | { type: 'option'; field: FieldMeta; value: string }
  | { type: 'field'; field: FieldMeta | null; key: string };

const created: Record<string, Phrase> = { task: 'planned', interaction: 'logged', note: 'wrote' };
const stageFields = new Set(['stage', 'stage_id']);
const ownerFields = new Set(['owner_id', 'assignee_id']);

type Change = Pick<ActivityEntry, 'kind' | 'op' | 'changes'>;

/**
 * Whether somebody did something: dates of the last contact and the like, which follow from it, are no news; nor is
 * what goes along where a lead becomes a customer.
 */
export function isNews({ op, kind: key, changes }: Change, kind: KindMeta | undefined): boolean {
  if (op !== 'update') return true;
  return changes.some(({ field }) => {
    const closes = (key === 'deal' || key === 'lead') && field === 'status';
    const follows = field === 'record' || fieldOf(field, kind)?.read_only === true;
    return closes || !follows;
  });
}

/** Within so long the same change of the same record is told once, by its latest. */
const FOLD_MS = 10 * 60_000;

/** Whether somebody changed the same fields of the same record again, right before `later`. */
export function sameSentence(later: ActivityEntry | undefined, entry: ActivityEntry): boolean {
  if (later?.op !== 'update' || entry.op !== 'update') return false;
  return (
    later.record_id === entry.record_id &&
    later.actor?.id === entry.actor?.id &&
    // Each move is news of its own.
    !entry.changes.some(({ field }) => stageFields.has(field) || field === 'status') &&
    fieldsOf(later) === fieldsOf(entry) &&
    Date.parse(later.at) - Date.parse(entry.at) < FOLD_MS
  );
}

function fieldsOf(entry: ActivityEntry): string {
  return entry.changes.map(({ field }) => field).join(' ');
}

export function wordActivity(entry: Change, kind: KindMeta | undefined): Wording {
  switch (entry.op) {
    case 'create':
      return plain(created[entry.kind] ?? 'added');
    case 'delete':
      return plain('deleted');
    case 'restore':
      return plain('restored');
    case 'update':
      return wordUpdate(entry, kind);
  }
}

function wordUpdate(entry: Change, kind: KindMeta | undefined): Wording {
  const changed = (names: ReadonlySet<string>) => entry.changes.find(({ field }) => names.has(field));
  const closed = entry.kind === 'deal' && entry.changes.find(({ field }) => field === 'status');
  if (closed && (closed.new === 'won' || closed.new === 'lost')) return plain(closed.new);

  const converted = entry.kind === 'lead' && entry.changes.find(({ field }) => field === 'status');
  if (converted) return plain(converted.new === 'converted' ? 'converted' : 'reopened');

  const stage = changed(stageFields);
  const into = stage && valueOf(stage, kind);
  if (stage && into) {
    const from = valueOf({ ...stage, new: stage.old }, kind);
    return { phrase: from ? 'moved_from' : 'moved', target: into, from, count: 1 };
  }

  const status = entry.kind === 'task' && entry.changes.find(({ field }) => field === 'status');
  if (status && status.new === 'completed') return plain('completed');
  if (status && status.old === 'completed') return plain('reopened');
  if (status) return { phrase: 'moved', target: valueOf(status, kind), count: 1 };

  const owner = changed(ownerFields);
  if (owner && owner.new === null) return plain('unassigned');
  const whose = owner && valueOf(owner, kind);
  if (whose) return { phrase: 'assigned', target: whose, count: 1 };
  // A stage or a person that is gone, or not the reader's to see, has no name: the field is told then.
  return wordFields(entry.changes, kind);
}

/** What something hangs on that has just been planned, logged, noted or added: where it says so by name. */
export function aboutWhat({ op, kind, changes }: Change): { kind: string; id: string; title: string } | null {
  if (op !== 'create') return null;
  const told = changes.find(({ field, new: value }) => field === 'record' && isNamed(value));
  if (told && isNamed(told.new) && told.new.kind) return { ...told.new, kind: told.new.kind };
  if (kind !== 'interaction') return null;
  for (const whom of ['lead', 'deal', 'contact', 'company']) {
    const value = changes.find(({ field }) => field === `${whom}_id`)?.new;
    if (isNamed(value)) return { ...value, kind: whom };
  }
  return null;
}

function isNamed(value: unknown): value is { kind?: string; id: string; title: string } {
  return typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string';
}

/** What Kith computes by itself is not what somebody did, unless nothing else is there. */
function wordFields(changes: readonly FieldChange[], kind: KindMeta | undefined): Wording {
  const typed = changes.filter(({ field }) => fieldOf(field, kind)?.read_only !== true);
  const told = typed.length > 0 ? typed : changes;
  const [first] = told;
  if (told.length === 1 && first) {
    const target: Target = { type: 'field', field: fieldOf(first.field, kind) ?? null, key: first.field };
    return { phrase: 'changed_one', target, count: 1 };
  }
  return { phrase: 'changed_many', target: null, count: told.length };
}

function valueOf({ field: key, new: value }: FieldChange, kind: KindMeta | undefined): Target | null {
  if (isNamed(value)) return { type: 'title', text: value.title };
  const field = fieldOf(key, kind);
  if (typeof value !== 'string') return null;
  return field ? { type: 'option', field, value } : { type: 'title', text: value };
}

function fieldOf(key: string, kind: KindMeta | undefined): FieldMeta | undefined {
  return kind?.fields.find((field) => field.key === key || `custom.${field.key}` === key);
}

function plain(phrase: Phrase): Wording {
  return { phrase, target: null, count: 1 };
}
