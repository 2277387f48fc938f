import type { Action, RecordRow, Titled } from './types';

export interface FieldError {
  /** The key of the body, `custom.<key>`, or the query parameter. */
  field: string;
  code: string;
  message: string;
}

/** `application/problem+json`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  request_id: string;
  errors?: FieldError[];
  /** On 403: what one would have to be allowed. */
  missing?: { kind: string; action: Action };
  /** On 412: the record as it is now, and who changed it. */
  current?: RecordRow;
  changed_by?: Titled | null;
  changed_at?: string;
}

/** An answer of the server that says no, and why. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly errors: readonly FieldError[];
  readonly missing: Problem['missing'];
  readonly current: Problem['current'];
  readonly changedBy: Problem['changed_by'];
  readonly changedAt: Problem['changed_at'];
  /** Seconds until the server wants to hear of us again, on 429 and 503. */
  readonly retryAfter: number | null;

  constructor(problem: Partial<Problem> & { status: number }, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`);
    this.status = problem.status;
    this.code = problem.code ?? 'internal';
    this.requestId = problem.request_id ?? null;
    this.errors = problem.errors ?? [];
    this.missing = problem.missing;
    this.current = problem.current;
    this.changedBy = problem.changed_by;
    this.changedAt = problem.changed_at;
    this.retryAfter = retryAfter;
  }
}

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}
