import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { queryClient } from './query-client';
import { router } from './router';

const TooltipLayer = lazy(async () => ({ default: (await import('@/ui/tooltip-layer')).TooltipLayer }));

export function Providers() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Suspense>
        <TooltipLayer />
      </Suspense>
    </QueryClientProvider>
  );
}
