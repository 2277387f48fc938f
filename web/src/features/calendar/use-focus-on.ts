import { useCallback, useEffect, useRef, type RefObject } from 'react';

/** Gives the focus to an entry that is moved, once it stands where it belongs. Call what comes back with its id. */
export function useFocusOn(
  root: RefObject<HTMLElement | null>,
  days: ReadonlyMap<string, unknown>,
): (id: string) => void {
  const moved = useRef<string | null>(null);
  useEffect(() => {
    if (moved.current === null) return;
    const chip = root.current?.querySelector<HTMLElement>(`[data-entry="${moved.current}"]`);
    if (!chip) return;
    chip.focus();
    moved.current = null;
  }, [root, days]);
  return useCallback((id) => {
    moved.current = id;
  }, []);
}
