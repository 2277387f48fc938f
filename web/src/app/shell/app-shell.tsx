import { Outlet, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useT } from '@/i18n/t';
import { EntitiesContext } from '@/records/model/entities-context';
import { TopBarTail } from '@/ui/top-bar-tail';
import { AppCommands } from '../commands/app-commands';
import { LazyOverlays } from '../commands/lazy-overlays';
import { VersionBanner } from '../version-banner';
import { BottomNav } from './bottom-nav';
import { Sidebar } from './sidebar';

const ShellExtras = lazy(async () => ({ default: (await import('./shell-extras')).ShellExtras }));

const Bell = lazy(async () => ({ default: (await import('@/features/notifications/bell')).Bell }));
const bell = (
  // The count hangs over the bell's edge.
  <span className="flex md:mr-2">
    <Suspense fallback={<span className="size-7 max-md:size-11" />}>
      <Bell />
    </Suspense>
  </span>
);

/** The frame around every page behind sign-in. */
export function AppShell() {
  const t = useT();
  const entities = useRouteContext({ from: '/_app', select: (context) => context.entities });
  return (
    <EntitiesContext value={entities}>
      <a
        href="#content"
        className="absolute top-1 left-1 z-50 -translate-y-16 rounded-ctl bg-surface px-3 py-1.5 text-13 font-medium shadow-pop focus:translate-y-0"
      >
        {t('shell.skip')}
      </a>
      <VersionBanner />
      <div className="flex min-h-0 flex-1">
        <Sidebar />
        <main
          id="content"
          tabIndex={-1}
          className="relative flex min-w-0 flex-1 flex-col overflow-hidden bg-surface outline-none"
        >
          <TopBarTail value={bell}>
            <Suspense>
              <Outlet />
            </Suspense>
          </TopBarTail>
        </main>
      </div>
      <BottomNav />
      <AppCommands />
      <LazyOverlays />
      <Suspense>
        <ShellExtras />
      </Suspense>
    </EntitiesContext>
  );
}
