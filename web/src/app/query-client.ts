import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '@/api/problem-error';

/** A refusal stays a refusal; only what may pass by itself is tried again. */
function shouldRetry(failures: number, error: Error): boolean {
  if (error instanceof ProblemError) return error.status === 503 && failures < 2;
  return failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: shouldRetry, staleTime: 30_000, refetchOnWindowFocus: true },
    // A POST carries its idempotency key with the call, so repeating it here would make a second one.
    mutations: { retry: false },
  },
});
