import { lazy, Suspense, useEffect } from 'react';
import { useShell } from '../shell/shell-store';

const loadPalette = () => import('./palette');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts-dialog')).ShortcutsDialog }));
const early = [
  loadPalette,
  () => import('@/ui/command-list'),
  () => import('@/ui/dialog-panel'),
  () => import('@/ui/sheet-panel'),
  () => import('@/ui/dropdown-menu-panel'),
  () => import('@/ui/popover-panel'),
  () => import('@/ui/select-control'),
];

/** Palette and cheat sheet. The code of what opens over a page comes while it is idle, so that it opens at once. */
export function LazyOverlays() {
  const paletteOpen = useShell((state) => state.paletteOpen);
  const shortcutsOpen = useShell((state) => state.shortcutsOpen);
  useEffect(() => {
    // What cannot be loaded now, without a network say, is loaded when it is opened.
    const timer = setTimeout(() => early.forEach((load) => void load().catch(() => {})), 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {paletteOpen && <Palette />}
      {shortcutsOpen && <Shortcuts />}
    </Suspense>
  );
}
