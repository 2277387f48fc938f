import type { QueryClient } from '@tanstack/react-query';
import type { RecordRow } from '@/api/types';
import { patchCached, refreshLists } from '@/records/mutations/record-cache';

/** Kinds of which a conversion makes, moves or takes back records. */
const TOUCHED = ['leads', 'companies', 'contacts', 'deals', 'tasks', 'notes', 'interactions'];
/** What is shown of single records of those. */
const PARTS = new Set(['one', 'related', 'related-to', 'timeline', 'pinned']);

/** After a conversion or its way back: the lead as the server has it, and everything else asked for again. */
export async function refreshConversion(client: QueryClient, lead: RecordRow): Promise<void> {
  patchCached(client, 'leads', lead.id, (known) => ({ ...known, ...lead }));
  await Promise.all([
    ...TOUCHED.map((plural) => refreshLists(client, plural)),
    client.invalidateQueries({ predicate: ({ queryKey }) => PARTS.has(String(queryKey[1])) }),
    client.invalidateQueries({ queryKey: ['campaigns', 'aggregate'] }),
    client.invalidateQueries({ queryKey: ['activity'] }),
  ]);
}
