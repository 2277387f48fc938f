import { onlineManager, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '@/api/problem-error';

/** A refusal stays a refusal; only what may pass by itself is tried again. */
function shouldRetry(failures: number, error: Error): boolean {
  if (error instanceof ProblemError) return error.status === 503 && failures < 2;
  return failures < 2 && onlineManager.isOnline();
}

// It only hears of changes, and a page may begin without a network.
onlineManager.setOnline(navigator.onLine);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: shouldRetry,
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // Without a network the worker answers with what was read last; so it is asked, and all is read again after.
      networkMode: 'always',
      refetchOnReconnect: 'always',
    },
    // A POST carries its idempotency key with the call, so repeating it here would make a second one.
    // It fails at once without a network, and then waits in a store that outlives the page.
    mutations: { retry: false, networkMode: 'always' },
  },
});
