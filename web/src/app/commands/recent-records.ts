import type { QueryClient } from '@tanstack/react-query';
import type { SearchHit } from '@/api/search';
import type { Bootstrap, RecordRow } from '@/api/types';

/** The records opened last in this tab: they are still in the cache, so nothing has to be kept for it. */
export function recentRecords(client: QueryClient, { kinds }: Bootstrap, limit = 5): SearchHit[] {
  const hits: { hit: SearchHit; at: number }[] = [];
  for (const query of client.getQueryCache().getAll()) {
    const [plural, part] = query.queryKey;
    const kind = part === 'one' ? kinds.find((candidate) => candidate.plural === plural) : undefined;
    const record = query.state.data as RecordRow | undefined;
    if (!kind || !record?.title || record.deleted_at) continue;
    hits.push({
      hit: { kind: kind.key, id: record.id, title: record.title, subtitle: null, matched: 'title' },
      at: query.state.dataUpdatedAt,
    });
  }
  return hits
    .toSorted((a, b) => b.at - a.at)
    .slice(0, limit)
    .map(({ hit }) => hit);
}
