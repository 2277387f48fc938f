import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { OfflineBanner } from './offline-banner';
import { RouteProgress } from './shell/route-progress';

const Toasts = lazy(async () => ({ default: (await import('./toasts')).Toasts }));

/** What is there on every page, signed in or not. */
export function Root() {
  return (
    <div className="flex h-dvh flex-col">
      <RouteProgress />
      <OfflineBanner />
      <Outlet />
      <Suspense>
        <Toasts />
      </Suspense>
    </div>
  );
}
