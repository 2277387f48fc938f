import { expect, it } from 'vitest';
import { change, changeOfShare, shareOf } from './delta';

it('says by which part a figure changed', () => {
  expect(change(108, 100)).toEqual({ direction: 'up', by: 0.08, of: 'part' });
  expect(change(50, 100)).toEqual({ direction: 'down', by: -0.5, of: 'part' });
  expect(change(5, 5)).toEqual({ direction: 'same', by: 0, of: 'part' });
});

it('has no part to name where there was nothing', () => {
  expect(change(3, 0)).toEqual({ direction: 'up', by: null, of: 'part' });
  expect(change(0, 0)).toEqual({ direction: 'same', by: 0, of: 'part' });
});

it('compares shares by their difference, and only where both exist', () => {
  expect(changeOfShare(0.25, 0.5)).toEqual({ direction: 'down', by: -0.25, of: 'points' });
  expect(changeOfShare(shareOf(0, 0), 0.5)).toBeNull();
});
