import { QueryClient } from '@tanstack/react-query';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTitleQuery } from './record-titles';

const asked: string[][] = [];
const server = setupServer(
  http.get('*/api/v1/deals', ({ request }) => {
    const filter = JSON.parse(new URL(request.url).searchParams.get('filter') ?? '{}') as { value: string[] };
    asked.push(filter.value);
    const data = filter.value.filter((id) => id !== 'gone').map((id) => ({ id, title: `Deal ${id}` }));
    return HttpResponse.json({ data, page: { next: null, previous: null } });
  }),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

it('asks once for all that a screen links to, and knows of none that it may not see', async () => {
  const client = new QueryClient();
  const titles = await Promise.all(
    ['a', 'b', 'gone', 'a'].map((id) => client.fetchQuery(recordTitleQuery('deals', id))),
  );
  expect(titles).toEqual(['Deal a', 'Deal b', null, 'Deal a']);
  expect(asked).toEqual([['a', 'b', 'gone']]);
});
