import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import { dropFromLists, patchCached } from './record-cache';
import type { ListData } from './list-data';

const row = (id: string): RecordRow => ({
  id,
  version: 1,
  title: id,
  created_at: '',
  updated_at: '',
  created_by: null,
});
const listKey = keys.list('reports', {});

async function staleList(): Promise<QueryClient> {
  const client = new QueryClient();
  const page = { data: [row('a')], page: { next: null, previous: null } };
  client.setQueryData<ListData>(listKey, { pages: [page], pageParams: [{ index: 0 }] });
  await client.invalidateQueries({ queryKey: listKey });
  return client;
}

describe('lists that have to be asked for again', () => {
  it('stay so when a record they do not hold is changed or taken out', async () => {
    const client = await staleList();
    patchCached(client, 'reports', 'b', (record) => ({ ...record, title: 'new' }));
    dropFromLists(client, 'reports', new Set(['b']));
    expect(client.getQueryState(listKey)?.isInvalidated).toBe(true);
  });

  it('show at once what changes in them', async () => {
    const client = await staleList();
    patchCached(client, 'reports', 'a', (record) => ({ ...record, title: 'new' }));
    expect(client.getQueryData<ListData>(listKey)?.pages[0]?.data[0]?.title).toBe('new');
    dropFromLists(client, 'reports', new Set(['a']));
    expect(client.getQueryData<ListData>(listKey)?.pages[0]?.data).toEqual([]);
  });
});
