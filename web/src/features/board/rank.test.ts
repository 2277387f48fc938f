import { describe, expect, it } from 'vitest';
import { sampler } from '@/testing/sampler';
import { rankBetween } from './rank';

describe('a rank', () => {
  it('always has room beside any other', () => {
    const random = sampler(11);
    const ranks = ['i'];
    for (let round = 0; round < 400; round += 1) {
      const at = random.upTo(ranks.length);
      const [above, below] = [ranks[at - 1] ?? '', ranks[at] ?? null];
      const rank = rankBetween(above, below);
      expect(rank > above).toBe(true);
      if (below !== null) expect(rank < below).toBe(true);
      ranks.splice(at, 0, rank);
    }
    expect(ranks).toEqual(ranks.toSorted());
  });

  it('gives up between equal ones instead of looking for ever', () => {
    expect(rankBetween('i', 'i')).toBe('i');
    expect(rankBetween('m', 'i')).toBe('m');
  });
});
