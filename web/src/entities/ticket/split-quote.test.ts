import { expect, it } from 'vitest';
import { splitQuote } from './split-quote';

it('folds what a mail repeats', () => {
  const text = 'Yes, please.\n\nOn Mon, 2 Mar 2026, Leah <a@b.example> wrote:\n> Shall we?\n> Leah';
  expect(splitQuote(text)).toEqual({
    own: 'Yes, please.',
    quoted: 'On Mon, 2 Mar 2026, Leah <a@b.example> wrote:\n> Shall we?\n> Leah',
  });
  expect(splitQuote('Ja.\n\n> Geht das?\n\n> Gruß')).toEqual({ own: 'Ja.', quoted: '> Geht das?\n\n> Gruß' });
  expect(splitQuote('Am 2.3. schrieb Leah:\n> A').own).toBe('Am 2.3. schrieb Leah:\n> A');
});

it('leaves answers between the lines alone', () => {
  const text = '> Which colour?\nBlue.\n> Which size?\nLarge.';
  expect(splitQuote(text)).toEqual({ own: text, quoted: '' });
  expect(splitQuote('Plain')).toEqual({ own: 'Plain', quoted: '' });
});
