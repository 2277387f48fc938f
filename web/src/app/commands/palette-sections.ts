import type { Command, CommandGroup } from '@/lib/commands';
import { foldText } from '@/lib/fold-text';

/** The order of the palette. Records stand between what concerns them and where one can go. */
export const beforeRecords: readonly CommandGroup[] = ['selection', 'record', 'list'];
export const afterRecords: readonly CommandGroup[] = ['goto', 'create', 'settings', 'help'];

/** What was typed: a leading `>` asks for commands alone. */
export function readPaletteQuery(text: string): { commandsOnly: boolean; words: string } {
  const commandsOnly = text.startsWith('>');
  return { commandsOnly, words: (commandsOnly ? text.slice(1) : text).trim() };
}

/** The commands that match every word typed, those whose label begins with it first. */
export function matchCommands(commands: readonly Command[], words: string): Command[] {
  const wanted = foldText(words);
  if (wanted === '') return [...commands];
  const parts = wanted.split(/\s+/u);
  return commands
    .filter((command) => {
      const text = foldText(`${command.label} ${command.keywords ?? ''}`);
      return parts.every((part) => text.includes(part));
    })
    .toSorted((a, b) => rank(a, wanted) - rank(b, wanted));
}

function rank(command: Command, wanted: string): number {
  const label = foldText(command.label);
  if (label.startsWith(wanted)) return 0;
  return label.includes(` ${wanted}`) ? 1 : 2;
}
