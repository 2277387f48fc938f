import { QueryClient } from '@tanstack/react-query';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { figuresQuery } from './figures-query';

const asked: string[] = [];
const server = setupServer(
  http.get('*/api/v1/campaigns/figures', ({ request }) => {
    const ids = new URL(request.url).searchParams.get('ids') ?? '';
    asked.push(ids);
    if (ids.includes('broken')) return HttpResponse.json({ status: 500, code: 'internal' }, { status: 500 });
    const known = ids.split(',').filter((id) => id !== 'hidden');
    return HttpResponse.json({ data: known.map((id) => ({ campaign_id: id, leads: id.length })) });
  }),
);
beforeAll(() => server.listen());
afterEach(() => {
  asked.length = 0;
});
afterAll(() => server.close());

const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

it('answers the rows of a list with one request, and nothing for what may not be read', async () => {
  const queries = client();
  const answers = await Promise.all(['a', 'bbb', 'hidden'].map((id) => queries.fetchQuery(figuresQuery(id))));
  expect(asked).toEqual(['a,bbb,hidden']);
  expect(answers.map((figures) => figures?.leads ?? null)).toEqual([1, 3, null]);
});

it('fails for each who asked, and asks again afterwards', async () => {
  const queries = client();
  const both = await Promise.allSettled(['a', 'broken'].map((id) => queries.fetchQuery(figuresQuery(id))));
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(queries.fetchQuery(figuresQuery('a'))).resolves.toMatchObject({ leads: 1 });
});
