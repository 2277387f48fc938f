import { describe, expect, it } from 'vitest';
import { sampler } from '@/testing/sampler';
import { fromTsv, toTsv } from './clipboard';

describe('cells as text', () => {
  it('quotes what would break the table', () => {
    expect(
      toTsv([
        ['a', 'two\nlines'],
        ['tab\there', 'say "hi"'],
      ]),
    ).toBe('a\t"two\nlines"\n"tab\there"\t"say ""hi"""');
  });

  it('comes back as it was', () => {
    const random = sampler(11);
    const words = ['plain', '', 'with\ttab', 'with\nline', '"quoted"', ' spaced ', '₹18,60,000'];
    for (let run = 0; run < 100; run += 1) {
      const width = 1 + random.upTo(3);
      const table = random.list(4, () =>
        Array.from({ length: width }, () => words[random.upTo(words.length - 1)] ?? ''),
      );
      // One empty cell at the end is the line end of a spreadsheet.
      if (table.length > 1 && table.at(-1)?.every((cell) => cell === '')) continue;
      expect(fromTsv(toTsv(table))).toEqual(table);
    }
  });

  it('reads the line ends of spreadsheets', () => {
    expect(fromTsv('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});
