import { expect, it } from 'vitest';
import { sampler } from '@/testing/sampler';
import { curve } from './curve';

it('is a straight line where the numbers are', () => {
  expect(curve([])).toBe('');
  expect(curve([{ x: 1, y: 2 }])).toBe('M1 2');
  expect(
    curve([
      { x: 0, y: 0 },
      { x: 3, y: 3 },
    ]),
  ).toBe('M0 0C1 1 2 2 3 3');
});

it('stays between neighbours, whatever they are', () => {
  const random = sampler(11);
  for (let run = 0; run < 500; run += 1) {
    const points = Array.from({ length: 2 + random.upTo(20) }, (_, x) => ({ x: x * 3, y: random.upTo(100) }));
    const segments = curve(points).split('C').slice(1);
    expect(segments).toHaveLength(points.length - 1);
    for (const [index, segment] of segments.entries()) {
      const [, leaving = 0, , arriving = 0] = segment.split(' ').map(Number);
      const ends = [points[index]?.y ?? 0, points[index + 1]?.y ?? 0];
      for (const y of [leaving, arriving]) {
        expect(y).toBeGreaterThanOrEqual(Math.min(...ends) - 0.01);
        expect(y).toBeLessThanOrEqual(Math.max(...ends) + 0.01);
      }
    }
  }
});
