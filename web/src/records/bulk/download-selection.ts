import { apiUrl } from '@/api/client';
import type { KindMeta } from '@/api/types';
import type { BulkTarget } from '../mutations/use-bulk-action';

/** The CSV of the chosen records. The browser fetches it, so its length does not matter. */
export function downloadSelection(kind: KindMeta, target: BulkTarget, columns: readonly string[]): void {
  const link = document.createElement('a');
  link.href = apiUrl(`/${kind.plural}/export.csv`, exportQuery(target, columns));
  link.download = `${kind.plural}.csv`;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Ids and exceptions become conditions: an export knows only filters. */
export function exportQuery(target: BulkTarget, columns: readonly string[]): Record<string, string> {
  const conditions: unknown[] = [];
  if (target.filter && !isEmptyGroup(target.filter)) conditions.push(target.filter);
  if (target.ids) conditions.push({ field: 'id', op: 'in', value: target.ids });
  if (target.except) conditions.push({ field: 'id', op: 'not_in', value: target.except });
  return {
    columns: columns.join(','),
    ...(conditions.length > 0 && {
      filter: JSON.stringify(conditions.length === 1 ? conditions[0] : { and: conditions }),
    }),
    ...(target.q && { q: target.q }),
  };
}

function isEmptyGroup(filter: unknown): boolean {
  return (
    typeof filter === 'object' &&
    filter !== null &&
    'and' in filter &&
    Array.isArray(filter.and) &&
    filter.and.length === 0
  );
}
