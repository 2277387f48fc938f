import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, apiUrl } from './client';
import { OfflineError } from './offline-error';
import { ProblemError } from './problem-error';
import { onSessionEnded } from './session-ended';

const server = setupServer();
const url = (path: string) => `*/api/v1${path}`;
const problem = (status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  HttpResponse.json({ status, title: 'No', request_id: 'req-1', ...body }, { status, headers });

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  document.cookie = 'kith_csrf=token-1';
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('requests', () => {
  it('send JSON with the csrf token, a version and one idempotency key per POST', async () => {
    const seen: Headers[] = [];
    server.use(
      http.post(url('/leads'), async ({ request }) => {
        seen.push(request.headers);
        return HttpResponse.json(await request.json(), { status: 201 });
      }),
      http.patch(url('/leads/1'), ({ request }) => {
        seen.push(request.headers);
        return HttpResponse.json({});
      }),
    );
    expect(await api.post('/leads', { body: { name: 'Ada' } })).toEqual({ name: 'Ada' });
    await api.patch('/leads/1', { body: {}, ifMatch: 3 });
    expect(seen[0]?.get('x-csrf-token')).toBe('token-1');
    expect(seen[0]?.get('idempotency-key')).toMatch(/^[\da-f-]{36}$/);
    expect(seen[1]?.get('if-match')).toBe('"3"');
    expect(seen[1]?.get('idempotency-key')).toBeNull();
  });

  it('leave empty query parameters out', () => {
    expect(apiUrl('/leads', { q: '', limit: 50, after: null, sort: undefined })).toBe(
      '/api/v1/leads?limit=50',
    );
  });

  it('answer nothing to a 204', async () => {
    server.use(http.delete(url('/leads/1'), () => new HttpResponse(null, { status: 204 })));
    expect(await api.delete('/leads/1')).toBeUndefined();
  });
});

describe('refusals', () => {
  it('become a ProblemError with all that the server said', async () => {
    const errors = [{ field: 'email', code: 'invalid_email', message: 'No' }];
    server.use(http.post(url('/leads'), () => problem(422, { code: 'validation_failed', errors })));
    const error = await api.post('/leads', { body: {} }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 422, code: 'validation_failed', requestId: 'req-1', errors });
  });

  it('carry the seconds of Retry-After', async () => {
    server.use(
      http.get(url('/leads'), () => problem(429, { code: 'too_many_requests' }, { 'Retry-After': '12' })),
    );
    await expect(api.get('/leads')).rejects.toMatchObject({ retryAfter: 12 });
  });

  it('survive a page of HTML from a proxy', async () => {
    server.use(http.get(url('/leads'), () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 })));
    await expect(api.get('/leads')).rejects.toMatchObject({ status: 502, code: 'internal' });
  });

  it('are something else than no answer at all', async () => {
    server.use(http.get(url('/leads'), () => HttpResponse.error()));
    await expect(api.get('/leads')).rejects.toBeInstanceOf(OfflineError);
  });
});

describe('an expired token', () => {
  it('is refreshed once for all requests, and each is repeated with its own key', async () => {
    let refreshes = 0;
    let fresh = false;
    const keys: (string | null)[] = [];
    server.use(
      http.post(url('/auth/refresh'), async () => {
        refreshes += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        fresh = true;
        return new HttpResponse(null, { status: 204 });
      }),
      http.post(url('/leads'), ({ request }) => {
        keys.push(request.headers.get('idempotency-key'));
        return fresh ? HttpResponse.json({ id: '1' }) : problem(401, { code: 'token_expired' });
      }),
      http.get(url('/deals'), () =>
        fresh ? HttpResponse.json({ data: [] }) : problem(401, { code: 'token_expired' }),
      ),
    );
    const answers = await Promise.all([api.post('/leads', { body: {} }), api.get('/deals')]);
    expect(answers).toEqual([{ id: '1' }, { data: [] }]);
    expect(refreshes).toBe(1);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('ends the session when it cannot be refreshed', async () => {
    const ended = vi.fn();
    const stop = onSessionEnded(ended);
    server.use(
      http.post(url('/auth/refresh'), () => problem(401, { code: 'refresh_reused' })),
      http.get(url('/leads'), () => problem(401, { code: 'token_expired' })),
    );
    await expect(api.get('/leads')).rejects.toMatchObject({ status: 401 });
    expect(ended).toHaveBeenCalledOnce();
    stop();
  });

  it('is not confused with a wrong password', async () => {
    const ended = vi.fn();
    const stop = onSessionEnded(ended);
    server.use(http.post(url('/auth/session'), () => problem(401, { code: 'invalid_credentials' })));
    await expect(api.post('/auth/session', { body: {} })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    expect(ended).not.toHaveBeenCalled();
    stop();
  });
});
