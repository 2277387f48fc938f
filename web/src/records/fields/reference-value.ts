import type { RecordLink, RecordRow } from '@/api/types';
import { foldText } from '@/lib/fold-text';
import type { DirectoryEntry } from '../model/directory';
import type { FieldContext } from '../model/field-context';
import { readIncluded } from '../model/field-path';
import { textsOf } from './value-guards';

/** What a reference points to, as far as it is known here: from the bootstrap, or included with the record. */
export function referenceTo(ctx: FieldContext, value: unknown, record?: RecordRow): DirectoryEntry | null {
  if (typeof value !== 'string' || value === '') return null;
  const known = ctx.directory.find(ctx.field.target, value);
  if (known) return known;
  const included = readIncluded(record, ctx.path);
  if (included?.id === value) return included;
  return null;
}

export function referencesTo(ctx: FieldContext, value: unknown, record?: RecordRow): DirectoryEntry[] {
  const included = record?.[`${ctx.path}_included`];
  const beside = new Map(
    Array.isArray(included) ? (included as DirectoryEntry[]).map((entry) => [entry.id, entry]) : [],
  );
  return textsOf(value).flatMap((id) => ctx.directory.find(ctx.field.target, id) ?? beside.get(id) ?? []);
}

interface LinkedRecord extends RecordLink {
  title?: string;
}

/** A link to a record of any kind; the server may put the title into it. */
export function linkedRecord(value: unknown): LinkedRecord | null {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('id' in value)) return null;
  return typeof value.kind === 'string' && typeof value.id === 'string' ? (value as LinkedRecord) : null;
}

/** The entry of a small set that a pasted text names. */
export function parseReference(ctx: FieldContext, text: string): DirectoryEntry | undefined {
  const { target } = ctx.field;
  if (!ctx.directory.holds(target)) return undefined;
  const wanted = foldText(text);
  const entries = ctx.directory.entries(target);
  return (
    entries.find((entry) =>
      [entry.id, entry.title, entry.detail ?? ''].some((name) => foldText(name) === wanted),
    ) ?? onlyOne(entries.filter((entry) => foldText(entry.title).split(' ')[0] === wanted))
  );
}

/** A first name names somebody only while no second one bears it. */
function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
