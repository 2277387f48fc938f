import { lazy, Suspense, useEffect } from 'react';
import { useShell } from '../shell/shell-store';

const loadPalette = () => import('./palette');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts-dialog')).ShortcutsDialog }));

/** Palette and cheat sheet. The palette's code comes while the page is idle, so that it opens at once. */
export function LazyOverlays() {
  const paletteOpen = useShell((state) => state.paletteOpen);
  const shortcutsOpen = useShell((state) => state.shortcutsOpen);
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {paletteOpen && <Palette />}
      {shortcutsOpen && <Shortcuts />}
    </Suspense>
  );
}
