import { useEffect } from 'react';
import { hotkeys, type Hotkey, type HotkeyLayer } from './hotkeys';

/** Hotkeys for as long as the component is on the screen. */
export function useHotkeys(list: readonly Hotkey[], layer: HotkeyLayer = 'page'): void {
  useEffect(() => hotkeys.add(list, layer), [list, layer]);
}
