import { expect, it } from 'vitest';
import type { Command } from '@/lib/commands';
import { matchCommands, readPaletteQuery } from './palette-sections';

const command = (label: string, keywords?: string): Command => ({
  id: label,
  label,
  keywords,
  group: 'goto',
  run: () => {},
});

it('reads > as a wish for commands alone', () => {
  expect(readPaletteQuery('> new lead')).toEqual({ commandsOnly: true, words: 'new lead' });
  expect(readPaletteQuery(' acme ')).toEqual({ commandsOnly: false, words: 'acme' });
});

it('finds every word, by label or keyword, and puts beginnings first', () => {
  const all = [command('Start a sequence', 'remind'), command('Widen the sidebar'), command('Réminder')];
  expect(matchCommands(all, 'rem').map(({ label }) => label)).toEqual(['Réminder', 'Start a sequence']);
  expect(matchCommands(all, 'side wid').map(({ label }) => label)).toEqual(['Widen the sidebar']);
  expect(matchCommands(all, '')).toHaveLength(3);
});
