import type { BulkTarget } from '../mutations/use-bulk-action';
import type { ListQuery } from '../model/list-params';

/** Which records are ticked: some by id, or all that match but some. */
export type Selection = { all: false; ids: ReadonlySet<string> } | { all: true; except: ReadonlySet<string> };

export const NOTHING: Selection = { all: false, ids: new Set() };

export function isTicked(selection: Selection, id: string): boolean {
  return selection.all ? !selection.except.has(id) : selection.ids.has(id);
}

export function tick(selection: Selection, ids: readonly string[], on: boolean): Selection {
  // What is kept are the ticked ones, or, when all are meant, those that are not.
  return selection.all
    ? { all: true, except: withIds(selection.except, ids, !on) }
    : { all: false, ids: withIds(selection.ids, ids, on) };
}

function withIds(known: ReadonlySet<string>, ids: readonly string[], add: boolean): ReadonlySet<string> {
  if (add) return new Set([...known, ...ids]);
  const gone = new Set(ids);
  return new Set([...known].filter((id) => !gone.has(id)));
}

/** How many are ticked; null while the number of matches is not known. */
export function countTicked(selection: Selection, matching: number | null): number | null {
  if (!selection.all) return selection.ids.size;
  return matching === null ? null : Math.max(0, matching - selection.except.size);
}

export function isNothing(selection: Selection): boolean {
  return !selection.all && selection.ids.size === 0;
}

/** The ticked records as a bulk action or an export names them. */
export function targetOf(selection: Selection, query: ListQuery): BulkTarget {
  if (!selection.all) return { ids: [...selection.ids] };
  return {
    filter: query.filter ?? { and: [] },
    ...(query.q && { q: query.q }),
    ...(selection.except.size > 0 && { except: [...selection.except] }),
  };
}
