import { useLayoutEffect } from 'react';
import { hotkeys, type Hotkey, type HotkeyLayer } from './hotkeys';

/** Hotkeys for as long as the component is on the screen. */
export function useHotkeys(list: readonly Hotkey[], layer: HotkeyLayer = 'page'): void {
  // What is on the screen answers at once: a passive effect runs later on a busy machine.
  useLayoutEffect(() => hotkeys.add(list, layer), [list, layer]);
}
