import type {
  FieldChange,
  KindMeta,
  TimelineChangeEntry,
  TimelineEntry,
  TimelineRecordEntry,
  Titled,
} from '@/api/types';
import type { TimelineMailEntry } from '@/api/timeline-mail';
import { dayOf } from '@/lib/days';
import { fieldPath } from '../model/field-path';

interface ItemBase {
  id: string;
  at: string;
  actor: Titled | null;
}

/** One line of the timeline. Several entries may have become one line. */
export type TimelineItem =
  | (ItemBase & { type: 'entry'; entry: TimelineRecordEntry })
  | (ItemBase & { type: 'mail'; mail: TimelineMailEntry['mail'] })
  | (ItemBase & { type: 'life'; op: 'create' | 'delete' | 'restore' })
  | (ItemBase & { type: 'moved'; change: FieldChange })
  | (ItemBase & { type: 'fields'; changes: FieldChange[] });

type FieldsItem = Extract<TimelineItem, { type: 'fields' }>;

export interface TimelineDay {
  day: string;
  items: TimelineItem[];
}

/** Changes by one person that lie no further apart are one line. */
const FOLD_WITHIN_MS = 10 * 60_000;

/** Where a record stands is told on a line of its own. */
const STAGE_FIELDS = new Set(['stage', 'stage_id']);

/** Turns entries, newest first, into lines: edits fold, and what the server computes itself is left out. */
export function foldEntries(entries: readonly TimelineEntry[], kind: KindMeta): TimelineItem[] {
  const computed = new Set(kind.fields.filter((field) => field.read_only).map(fieldPath));
  const items: TimelineItem[] = [];
  for (const entry of entries) {
    const { id, at, actor } = entry;
    if (entry.type === 'mail') {
      items.push({ type: 'mail', id, at, actor, mail: entry.mail });
    } else if (entry.type !== 'change') {
      items.push({ type: 'entry', id, at, actor, entry });
    } else if (entry.op === 'update') {
      addUpdate(items, entry, computed);
    } else {
      items.push({ type: 'life', id, at, actor, op: entry.op });
    }
  }
  return items.filter((item) => item.type !== 'fields' || item.changes.length > 0);
}

function addUpdate(items: TimelineItem[], entry: TimelineChangeEntry, computed: ReadonlySet<string>): void {
  const { id, at, actor } = entry;
  const told = entry.changes.filter((change) => !computed.has(change.field));
  const moved = told.find((change) => STAGE_FIELDS.has(change.field));
  if (moved) items.push({ type: 'moved', id, at, actor, change: moved });
  const changes = told.filter((change) => !STAGE_FIELDS.has(change.field));
  if (changes.length === 0) return;
  const open = openFold(items, entry);
  if (open) open.changes = mergeChanges(open.changes, changes);
  else items.push({ type: 'fields', id: moved ? `${id}-fields` : id, at, actor, changes });
}

/** The line that this change still belongs to, if nothing else happened in between. */
function openFold(items: readonly TimelineItem[], entry: TimelineChangeEntry): FieldsItem | undefined {
  for (const item of items.toReversed()) {
    const sameHand = item.actor?.id === entry.actor?.id;
    const near = Date.parse(item.at) - Date.parse(entry.at) <= FOLD_WITHIN_MS;
    if (!sameHand || !near || item.type === 'entry' || item.type === 'mail' || item.type === 'life')
      return undefined;
    if (item.type === 'fields') return item;
  }
  return undefined;
}

/** `later` came after `earlier`: a field changed twice goes from its first value to its last. */
function mergeChanges(later: readonly FieldChange[], earlier: readonly FieldChange[]): FieldChange[] {
  const byField = new Map(later.map((change) => [change.field, change]));
  for (const change of earlier) {
    const after = byField.get(change.field);
    byField.set(change.field, after ? { ...after, old: change.old } : change);
  }
  return [...byField.values()].filter((change) => JSON.stringify(change.old) !== JSON.stringify(change.new));
}

/** The lines by calendar day of the reader, newest day first. */
export function groupByDay(items: readonly TimelineItem[], timeZone: string): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const item of items) {
    const day = dayOf(item.at, timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
