import { lazy, Suspense, useEffect } from 'react';
import { useShell } from '../shell/shell-store';

const loadPalette = () => import('./palette');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts-dialog')).ShortcutsDialog }));

/** Palette and cheat sheet. The code of what opens over a page comes while it is idle, so that it opens at once. */
export function LazyOverlays() {
  const paletteOpen = useShell((state) => state.paletteOpen);
  const shortcutsOpen = useShell((state) => state.shortcutsOpen);
  useEffect(() => {
    const timer = setTimeout(() => {
      void loadPalette();
      void import('@/ui/command-list');
      void import('@/ui/dialog-panel');
      void import('@/ui/sheet-panel');
      void import('@/ui/dropdown-menu-panel');
      void import('@/ui/popover-panel');
      void import('@/ui/select-control');
    }, 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {paletteOpen && <Palette />}
      {shortcutsOpen && <Shortcuts />}
    </Suspense>
  );
}
