import { QueryClient } from '@tanstack/react-query';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { bootstrapQuery } from './bootstrap';
import { onSessionEnded } from './session-ended';

const server = setupServer();
const answer = (me: { id: string } | null) => HttpResponse.json({ version: '1', me, kinds: [] });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  document.cookie = 'kith_csrf=token-1';
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

it('refreshes a session whose access token the browser has dropped', async () => {
  let fresh = false;
  server.use(
    http.get('*/api/v1/bootstrap', () => answer(fresh ? { id: 'u1' } : null)),
    http.post('*/api/v1/auth/refresh', () => {
      fresh = true;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  expect((await new QueryClient().fetchQuery(bootstrapQuery)).me).toEqual({ id: 'u1' });
});

it('keeps the page of somebody whose session has ended, and asks for the password', async () => {
  const ended = vi.fn();
  const stop = onSessionEnded(ended);
  let me: { id: string } | null = { id: 'u1' };
  server.use(
    http.get('*/api/v1/bootstrap', () => answer(me)),
    http.post('*/api/v1/auth/refresh', () => HttpResponse.json({ code: 'refresh_reused' }, { status: 401 })),
  );
  const client = new QueryClient();
  await client.fetchQuery(bootstrapQuery);
  me = null;
  const kept = await client.fetchQuery({ ...bootstrapQuery, staleTime: 0 });
  expect(kept.me).toEqual({ id: 'u1' });
  expect(ended).toHaveBeenCalledOnce();
  stop();
});
