import type { RecordRow } from '@/api/types';
import { textsOf } from '../fields/value-guards';

/**
 * The API sets values and cannot add to them, so records are told apart by the tags they end up with:
 * one bulk action for each such set. Records that bear the tags already are left out.
 */
export function tagGroups(
  records: readonly RecordRow[],
  added: readonly string[],
): { tags: string[]; ids: string[] }[] {
  const groups = new Map<string, { tags: string[]; ids: string[] }>();
  for (const record of records) {
    const before = textsOf(record['tags']);
    const tags = [...new Set([...before, ...added])];
    if (tags.length === before.length) continue;
    const key = tags.toSorted().join();
    const group = groups.get(key) ?? { tags, ids: [] };
    group.ids.push(record.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
