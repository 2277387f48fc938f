import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, RecordRow } from '@/api/types';
import { mapRows, type ListData } from '@/records/mutations/list-data';
import { patchCached, refreshTotals } from '@/records/mutations/record-cache';

/** The server refuses more lines than this. */
const MOST = 500;

const keyOf = (plural: string, deal: string) => keys.list(plural, { deal });

/** The parts of a deal, kept as a list, so that changes of them show at once like those of any list. */
export function partsQuery(plural: string, deal: string, sort: string, include: string) {
  return queryOptions({
    queryKey: keyOf(plural, deal),
    queryFn: async ({ signal }): Promise<ListData> => {
      const pages: Page[] = [];
      let after: string | null = null;
      let rows = 0;
      do {
        const query = { deal_id: deal, sort, include, limit: 200, after };
        const page: Page = await api.get<Page>(`/${plural}`, { query, signal });
        pages.push(page);
        rows += page.data.length;
        after = page.page.next;
      } while (after !== null && rows < MOST);
      return { pages, pageParams: pages.map((_, index) => ({ index })) };
    },
  });
}

export function rowsOf(data: ListData | undefined): RecordRow[] {
  return data?.pages.flatMap((page) => page.data) ?? [];
}

/** Puts another list of parts in place of the one shown. */
export function showParts(
  client: QueryClient,
  plural: string,
  deal: string,
  change: (rows: RecordRow[]) => RecordRow[],
): void {
  client.setQueryData<ListData>(keyOf(plural, deal), (data) => {
    if (!data) return data;
    const rows = change(rowsOf(data));
    // All rows stand on the first page; the split says nothing to anybody.
    return mapRows(data, (page) => (page === data.pages[0]?.data ? rows : []));
  });
}

/** What a change of a part brings for the deal itself: its values, what is summed, its history. */
export async function refreshDeal(client: QueryClient, plural: string, deal: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keyOf(plural, deal) }),
    client.invalidateQueries({ queryKey: keys.one('deals', deal) }),
    client.invalidateQueries({ queryKey: keys.related('deals', deal) }),
    client.invalidateQueries({ queryKey: ['deals', 'timeline', deal] }),
    refreshTotals(client, 'deals'),
  ]);
}

/** Shows a value of the deal before the server has it. */
export function foreseeDeal(
  client: QueryClient,
  deal: string,
  values: Readonly<Record<string, unknown>>,
): void {
  patchCached(client, 'deals', deal, (record) => ({ ...record, ...values }));
}
