import { describe, expect, it } from 'vitest';
import { sampleColumns } from '@/testing/sample-board';
import { gapAt, neighboursAt, spotOf, spotOfGap, withCarried } from './spots';

const columns = sampleColumns();
const moving = (...ids: string[]) => new Set(ids);
const around = (stage: string, index: number, ...ids: string[]) => {
  const { above, below } = neighboursAt(columns, { stage, index }, moving(...ids));
  return [above?.id ?? null, below?.id ?? null];
};

describe('a spot', () => {
  it('knows the cards above and below it', () => {
    expect(around('proposal', 0)).toEqual([null, 'c']);
    expect(around('proposal', 2)).toEqual(['d', 'e']);
    expect(around('proposal', 3)).toEqual(['e', null]);
    expect(around('talks', 0)).toEqual([null, null]);
  });

  it('does not count the cards that are being moved', () => {
    expect(around('proposal', 1, 'd')).toEqual(['c', 'e']);
    expect(around('proposal', 1, 'c', 'd')).toEqual(['e', null]);
  });

  it('is found by its card', () => {
    expect(spotOf(columns, 'd')).toEqual({ stage: 'proposal', index: 1 });
    expect(spotOf(columns, 'nobody')).toBeNull();
  });
});

describe('a pointer', () => {
  const cards = [0, 1, 2].map((index) => ({ start: index * 100, size: 90 }));

  it('means the gap before the first card whose middle lies below it', () => {
    expect([-20, 44, 46, 250, 999].map((y) => gapAt(cards, y))).toEqual([0, 0, 1, 3, 3]);
    expect(gapAt([], 10)).toBe(0);
  });

  it('over drawn cards is translated to a spot among those that stay', () => {
    const { rows } = columns[1] ?? { rows: [] };
    expect([0, 1, 2, 3].map((gap) => spotOfGap(rows, gap, moving('d')))).toEqual([0, 1, 1, 2]);
  });
});

const shown = (stage: string, index: number, ...others: string[]) =>
  withCarried(columns, 'd', { stage, index }, moving('d', ...others)).map(({ rows }) =>
    rows.map(({ id }) => id).join(''),
  );

it('shows a carried card where it would be dropped', () => {
  expect(shown('new', 1)).toEqual(['adb', 'ce', '']);
  expect(shown('proposal', 2)).toEqual(['ab', 'ced', '']);
  expect(shown('talks', 0)).toEqual(['ab', 'ce', 'd']);
  // Those that go along stay pale in their places until the drop.
  expect(shown('proposal', 1, 'c')).toEqual(['ab', 'ced', '']);
});
