import type { RecordRow } from '@/api/types';
import { dayOf } from '@/lib/days';
import type { Sort } from './screen-search';

/** Something on a day of the calendar. */
export interface Entry {
  /** Of its own: a task that comes again stands on many days. */
  id: string;
  sort: Sort;
  kind: 'task' | 'interaction' | 'deal';
  /** The record that is opened. */
  record: string;
  title: string;
  day: string;
  /** When it begins; null where the day alone counts. */
  at: string | null;
  done: boolean;
  /** The record, where it stands on this day itself. */
  row: RecordRow | null;
}

export interface Upcoming {
  task_id: string;
  title: string;
  /** The sort of task, where the workspace has said one. */
  kind: string | null;
  at: string;
}

const DONE = new Set(['completed', 'cancelled', 'won', 'lost']);

/** What is planned is a task, what took place an interaction: both may be meetings. */
export function taskEntry(row: RecordRow, timeZone: string): Entry | null {
  const at = row['due_at'];
  if (typeof at !== 'string') return null;
  const { id, title, status, kind } = row;
  const sort = kind === 'meeting' ? 'meeting' : 'task';
  return {
    id,
    sort,
    kind: 'task',
    record: id,
    title,
    day: dayOf(at, timeZone),
    at,
    done: DONE.has(String(status)),
    row,
  };
}

export function meetingEntry(row: RecordRow, timeZone: string): Entry | null {
  const at = row['occurred_at'];
  if (typeof at !== 'string') return null;
  const { id, title } = row;
  return {
    id,
    sort: 'meeting',
    kind: 'interaction',
    record: id,
    title,
    day: dayOf(at, timeZone),
    at,
    done: false,
    row,
  };
}

export function dealEntry(row: RecordRow): Entry | null {
  const day = row['expected_close_on'];
  if (typeof day !== 'string') return null;
  const { id, title, status } = row;
  return {
    id,
    sort: 'deal',
    kind: 'deal',
    record: id,
    title,
    day,
    at: null,
    done: DONE.has(String(status)),
    row,
  };
}

/** A day on which a task comes again, before it does. */
export function upcomingEntry({ task_id, title, kind, at }: Upcoming, timeZone: string): Entry {
  const id = `${task_id}@${at}`;
  return {
    id,
    sort: kind === 'meeting' ? 'meeting' : 'task',
    kind: 'task',
    record: task_id,
    title,
    day: dayOf(at, timeZone),
    at,
    done: false,
    row: null,
  };
}

/** Entries by their day, whole days first, then by the clock. */
export function entriesByDay(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const known = days.get(entry.day);
    if (known) known.push(entry);
    else days.set(entry.day, [entry]);
  }
  for (const list of days.values())
    list.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? '') || a.id.localeCompare(b.id));
  return days;
}
