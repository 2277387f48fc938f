import type { LiveEvent } from '@/api/events';
import { filteredBy, filterOf, sortedBy } from './wishes';

/** What a list knows of the record an event is about. */
export interface Listed {
  /** The list's part of its key: filter and sort. */
  query: unknown;
  /** Whether the record is among the rows that are loaded. */
  has: boolean;
  /** Whether the filter finds it now; undefined where the event is none of this list's. */
  found: boolean | undefined;
  /** The fields that make a record's title, by which a list may be sorted. */
  titleFields: readonly string[];
}

/** Whether rows would come, go or move if the list were read again. */
export function isMoved(event: LiveEvent, { query, has, found, titleFields }: Listed): boolean {
  if (found === undefined) return false;
  if (event.op === 'removed' || !found) return has;
  if (event.op !== 'update') return !has;
  const changed = event.changed ?? [];
  const touches = (field: string) =>
    field === 'updated_at' ||
    changed.includes(field) ||
    (field === 'title' && titleFields.some((part) => changed.includes(part)));
  if (has) return sortedBy(query).some(touches);
  // It may lie on a page that is not loaded; only a field that the filter looks at can have brought it.
  return filteredBy(filterOf(query)).some(touches);
}
