import { apiUrl, send } from '@/api/client';
import type { KindMeta } from '@/api/types';
import { saveAs } from '@/lib/save-as';
import { download } from '../download';
import type { BulkTarget } from '../mutations/use-bulk-action';

/** Ids that one address can carry: longer ones are refused on the way to the server. */
const IDS_PER_REQUEST = 100;

/**
 * The CSV of the chosen records. The browser fetches what a filter says by itself, however long;
 * many single ids are asked for in parts and put together here.
 */
export async function downloadSelection(
  kind: KindMeta,
  target: BulkTarget,
  columns: readonly string[],
): Promise<void> {
  const path = `/${kind.plural}/export.csv`;
  const name = `${kind.plural}.csv`;
  const parts = inParts(target);
  const [only] = parts;
  if (only && parts.length === 1) {
    await download(apiUrl(path, exportQuery(only, columns)), name);
    return;
  }
  const texts: string[] = [];
  for (const part of parts) {
    const text = await (await send('GET', path, { query: exportQuery(part, columns) })).text();
    // Every part begins with the same line of headings.
    texts.push(texts.length === 0 ? text : text.slice(text.indexOf('\n') + 1));
  }
  const address = URL.createObjectURL(new Blob(texts, { type: 'text/csv' }));
  saveAs(address, name);
  URL.revokeObjectURL(address);
}

function inParts(target: BulkTarget): BulkTarget[] {
  const { ids } = target;
  if (!ids) return [target];
  const count = Math.max(1, Math.ceil(ids.length / IDS_PER_REQUEST));
  return Array.from({ length: count }, (_, part) => ({
    ids: ids.slice(part * IDS_PER_REQUEST, (part + 1) * IDS_PER_REQUEST),
  }));
}

/** Ids and exceptions become conditions: an export knows only filters. */
export function exportQuery(target: BulkTarget, columns: readonly string[]): Record<string, string> {
  const conditions: unknown[] = [];
  if (target.filter && !isEmptyGroup(target.filter)) conditions.push(target.filter);
  if (target.ids) conditions.push({ field: 'id', op: 'in', value: target.ids });
  if (target.except) conditions.push({ field: 'id', op: 'not_in', value: target.except });
  const filter = conditions.length === 1 ? conditions[0] : { and: conditions };
  return {
    columns: columns.join(','),
    ...(conditions.length > 0 && { filter: JSON.stringify(filter) }),
    ...(target.q && { q: target.q }),
  };
}

function isEmptyGroup(filter: unknown): boolean {
  if (typeof filter !== 'object' || filter === null || !('and' in filter)) return false;
  return Array.isArray(filter.and) && filter.and.length === 0;
}
