import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { keys } from '@/api/keys';
import { findListPlace } from './list-place';

const page = (ids: string[], next: string | null = null) => ({
  data: ids.map((id) => ({ id })),
  page: { next, previous: null },
});

it('finds the record in the list that was looked at last', () => {
  const client = new QueryClient();
  const pages = {
    pages: [page(['a', 'b'], 'x'), page(['c'], 'y')],
    pageParams: [{ index: 2 }, { index: 3, after: 'x' }],
  };
  client.setQueryData(keys.list('deals', { sort: 'name' }), pages, { updatedAt: 2 });
  client.setQueryData(
    keys.list('deals', { sort: 'amount' }),
    { pages: [page(['c', 'z'])], pageParams: [{ index: 0 }] },
    { updatedAt: 1 },
  );

  expect(findListPlace(client, 'deals', 'c')).toEqual({
    position: 203,
    total: 203,
    more: true,
    previous: 'b',
    next: null,
  });
  expect(findListPlace(client, 'deals', 'z')).toMatchObject({ position: 2, total: 2, more: false });
  expect(findListPlace(client, 'deals', 'q')).toBeNull();
  expect(findListPlace(client, 'leads', 'c')).toBeNull();
});
