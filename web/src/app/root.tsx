import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { RouteProgress } from './shell/route-progress';

const OfflineBanner = lazy(async () => ({ default: (await import('./offline-banner')).OfflineBanner }));
const Toasts = lazy(async () => ({ default: (await import('./toasts')).Toasts }));

/** What is there on every page, signed in or not. */
export function Root() {
  return (
    <div className="flex h-dvh flex-col">
      <RouteProgress />
      <Suspense>
        <OfflineBanner />
      </Suspense>
      <Outlet />
      <Suspense>
        <Toasts />
      </Suspense>
    </div>
  );
}
