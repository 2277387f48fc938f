import type { ComponentType } from 'react';
import { create } from 'zustand';

/** Where a command stands in the palette and in the cheat sheet. */
export type CommandGroup = 'selection' | 'record' | 'list' | 'goto' | 'create' | 'settings' | 'help';

/** Something one can do. The same object feeds palette, shortcuts and cheat sheet. */
export interface Command {
  id: string;
  /** Translated. */
  label: string;
  group: CommandGroup;
  icon?: ComponentType<{ size?: number; strokeWidth?: number }>;
  /** As in hotkeys.ts: `C`, `G C`, `mod+z`. */
  shortcut?: string;
  whileTyping?: boolean;
  /** Other words people would search it by. */
  keywords?: string;
  /** Asked when the palette opens and when the shortcut is pressed. */
  when?: () => boolean;
  run: () => void;
}

interface CommandState {
  sets: readonly (readonly Command[])[];
  /** What the palette acts on, "3 leads" for example. */
  context: string | null;
}

/** All commands of the screens that are mounted now. */
export const useCommandStore = create<CommandState>(() => ({ sets: [], context: null }));

export function addCommands(set: readonly Command[]): () => void {
  useCommandStore.setState(({ sets }) => ({ sets: [...sets, set] }));
  return () => {
    useCommandStore.setState(({ sets }) => ({ sets: sets.filter((other) => other !== set) }));
  };
}

/** The commands that can run now. Of two with the same id the later stays. */
export function availableCommands(sets: CommandState['sets']): Command[] {
  const byId = new Map<string, Command>();
  for (const command of sets.flat()) byId.set(command.id, command);
  return [...byId.values()].filter((command) => command.when?.() ?? true);
}
