import { useEffect, useMemo } from 'react';
import { addCommands, useCommandStore, type Command } from './commands';
import type { HotkeyLayer } from './hotkeys';
import { useHotkeys } from './use-hotkeys';

/** Offers commands, and their shortcuts, for as long as the component is on the screen. */
export function useCommands(commands: readonly Command[], layer: HotkeyLayer = 'page'): void {
  useEffect(() => addCommands(commands), [commands]);
  const keys = useMemo(
    () =>
      commands.flatMap(({ shortcut, whileTyping, when, run }) =>
        shortcut === undefined ? [] : [{ shortcut, whileTyping, when, run: () => run() }],
      ),
    [commands],
  );
  useHotkeys(keys, layer);
}

/** Tells the palette what is selected or open, and takes it back when the component leaves. */
export function useCommandContext(label: string | null): void {
  useEffect(() => {
    if (label === null) return;
    useCommandStore.setState({ context: label });
    return () => useCommandStore.setState({ context: null });
  }, [label]);
}
