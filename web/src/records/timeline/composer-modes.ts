import type { Bootstrap, FieldMeta, KindMeta, RecordRow } from '@/api/types';
import { withLinks } from '../markdown/written-links';
import { fieldPath, readField } from '../model/field-path';
import type { ComposerMode, Draft } from './drafts';
import { splitSubject } from './text-lines';

export type EntryType = 'note' | 'interaction' | 'task';

/** What can be written beside a record: which kind of record comes of it. */
export interface Mode {
  id: ComposerMode;
  type: EntryType;
  kind: KindMeta;
  /** The option of the interaction's kind, for its label. */
  option: FieldMeta['options'][number] | null;
}

/** The ways to write something down about a record of this kind that this person has. */
export function composerModes({ kinds }: Pick<Bootstrap, 'kinds'>, about: KindMeta): Mode[] {
  const creatable = (key: string) =>
    kinds.find((kind) => kind.key === key && (kind.rights.create ?? 'none') !== 'none');
  const note = creatable('note');
  const interaction = creatable('interaction');
  const task = creatable('task');
  const modes: Mode[] = [];
  if (note) modes.push({ id: 'note', type: 'note', kind: note, option: null });
  if (interaction && linkTo(interaction, about)) {
    const options = interaction.fields.find((field) => field.key === 'kind')?.options ?? [];
    for (const option of options)
      modes.push({ id: option.value, type: 'interaction', kind: interaction, option });
  }
  if (task) modes.push({ id: 'task', type: 'task', kind: task, option: null });
  return modes;
}

function linkTo(kind: KindMeta, about: KindMeta): FieldMeta | undefined {
  return kind.fields.find((field) => field.type === 'reference' && field.target === about.key);
}

/** The small fields under the text, by what is written. */
const SMALL_FIELDS: Record<EntryType, readonly string[]> = {
  note: [],
  interaction: ['outcome', 'duration_minutes', 'occurred_at'],
  task: ['due_at', 'assignee_id', 'priority'],
};

export function smallFields(mode: Mode): FieldMeta[] {
  return SMALL_FIELDS[mode.type].flatMap(
    (key) => mode.kind.fields.find((field) => field.key === key && field.access === 'write') ?? [],
  );
}

/** The body of the new note, interaction or task. */
export function entryBody(
  draft: Draft,
  mode: Mode,
  about: KindMeta,
  record: RecordRow,
): Record<string, unknown> {
  const text = draft.text.trim();
  const link = { kind: about.key, id: record.id };
  if (mode.type === 'note') return { body: withLinks(text, draft.links), record: link };
  const { subject, rest } = splitSubject(text);
  const small = Object.fromEntries(
    smallFields(mode)
      .map((field) => [field.key, draft.values[field.key]] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );
  if (mode.type === 'task') {
    return { name: subject, ...(rest && { description: rest }), record: link, ...small };
  }
  const links = Object.fromEntries(interactionLinks(mode.kind, about, record));
  return { kind: mode.id, subject, ...(rest && { summary: rest }), ...links, ...small };
}

/** An interaction about a deal is also one with the deal's contact and company. */
function interactionLinks(kind: KindMeta, about: KindMeta, record: RecordRow): [string, unknown][] {
  const own = linkTo(kind, about);
  const shared = kind.fields.filter(
    (field) =>
      field.type === 'reference' &&
      field.target !== 'user' &&
      field.key !== own?.key &&
      about.fields.some((other) => other.key === field.key && other.target === field.target),
  );
  const links = shared.map((field): [string, unknown] => [field.key, readField(record, fieldPath(field))]);
  if (own) links.push([own.key, record.id]);
  return links.filter(([, value]) => value !== null);
}
