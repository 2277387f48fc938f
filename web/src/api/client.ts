import { OfflineError } from './offline-error';
import { ProblemError, type Problem } from './problem-error';
import { sessionEnded } from './session-ended';

const apiBase = '/api/v1';

type Query = Record<string, string | number | boolean | null | undefined>;

export interface RequestOptions {
  query?: Query;
  /** Sent as JSON, except a Blob, which is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** The version of the record that was edited: the server refuses when it has moved on. */
  ifMatch?: number;
  /** Given by a caller that repeats a POST itself; otherwise each POST gets its own. */
  idempotencyKey?: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function send(method: Method, path: string, options: RequestOptions = {}): Promise<Response> {
  // The key is made once, so that the same POST repeated after a refresh or a lost answer counts once.
  const key = method === 'POST' ? (options.idempotencyKey ?? crypto.randomUUID()) : null;
  let response = await attempt(method, path, options, key);
  if (response.status === 401 && (await mayRefresh(response)) && (await refreshSession())) {
    response = await attempt(method, path, options, key);
  }
  if (response.ok) return response;
  const error = await problemOf(response);
  if (error.status === 401 && error.code !== 'invalid_credentials') sessionEnded();
  throw error;
}

async function request<Answer>(method: Method, path: string, options?: RequestOptions): Promise<Answer> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

export const api = {
  get: <Answer>(path: string, options?: RequestOptions) => request<Answer>('GET', path, options),
  post: <Answer = void>(path: string, options?: RequestOptions) => request<Answer>('POST', path, options),
  put: <Answer>(path: string, options?: RequestOptions) => request<Answer>('PUT', path, options),
  patch: <Answer>(path: string, options?: RequestOptions) => request<Answer>('PATCH', path, options),
  delete: <Answer = void>(path: string, options?: RequestOptions) => request<Answer>('DELETE', path, options),
};

/** The address of a resource, for links that the browser follows itself (downloads). */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.append(name, String(value));
  }
  const text = params.toString();
  return `${apiBase}${path}${text && `?${text}`}`;
}

async function attempt(
  method: Method,
  path: string,
  options: RequestOptions,
  key: string | null,
): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json', ...options.headers });
  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: options.signal ?? null };
  if (options.body instanceof Blob) {
    init.body = options.body;
  } else if (options.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(options.body);
  }
  if (method !== 'GET') headers.set('X-CSRF-Token', csrfToken());
  if (key) headers.set('Idempotency-Key', key);
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`);
  try {
    return await fetch(apiUrl(path, options.query), init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new OfflineError('The server did not answer.', { cause: error });
  }
}

/** Makes sure that the next request of the browser's own is let in: a token that has run out is refreshed. */
export async function keepSession(): Promise<void> {
  await send('GET', '/me');
}

/** Unsafe methods prove with it that the page that asks is ours. */
export function csrfToken(): string {
  const match = /(?:^|;\s*)kith_csrf=([^;]*)/.exec(document.cookie);
  return match?.[1] ? decodeURIComponent(match[1]) : '';
}

/** The access token is gone after a quarter of an hour; the csrf cookie lives as long as the session. */
export function hasSessionCookie(): boolean {
  return csrfToken() !== '';
}

async function mayRefresh(response: Response): Promise<boolean> {
  const code = await codeOf(response);
  // A browser drops an access cookie that has run out, and then the server cannot know it was there.
  return code === 'token_expired' || (code === 'unauthenticated' && hasSessionCookie());
}

let refreshing: Promise<boolean> | null = null;

/** One refresh for all requests that meet an expired token at the same time: the token may be used once. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= attempt('POST', '/auth/refresh', { body: {} }, null)
    .then((response) => response.ok)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

async function codeOf(response: Response): Promise<string | undefined> {
  return (await readProblem(response.clone())).code;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const seconds = Number(response.headers.get('Retry-After'));
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  const problem = await readProblem(response);
  const requestId = problem.request_id ?? response.headers.get('X-Request-Id') ?? undefined;
  return new ProblemError({ ...problem, request_id: requestId, status: response.status }, retryAfter);
}

/** A proxy in between may answer with a page instead of a problem. */
async function readProblem(response: Response): Promise<Partial<Problem>> {
  try {
    return (await response.json()) as Partial<Problem>;
  } catch {
    return {};
  }
}
