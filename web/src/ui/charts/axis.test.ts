import { expect, it } from 'vitest';
import { sampler } from '@/testing/sampler';
import { moneyAxis } from './axis';

const labels = (largest: number, perMajor: number, indian: boolean) => {
  const { ticks, unit, perUnit } = moneyAxis(largest, perMajor, indian);
  return [unit, ...ticks.map((tick) => tick / perUnit)];
};

it('counts in what is read there', () => {
  expect(labels(21_60_000_00, 100, true)).toEqual(['lakh', 0, 5, 10, 15, 20, 25]);
  expect(labels(1_77_00_000_00, 100, true)).toEqual(['crore', 0, 0.5, 1, 1.5, 2]);
  expect(labels(2_160_000_00, 100, false)).toEqual(['million', 0, 0.5, 1, 1.5, 2, 2.5]);
  expect(labels(48_000_00, 100, false)).toEqual(['thousand', 0, 10, 20, 30, 40, 50]);
  expect(labels(480, 1, false)).toEqual(['one', 0, 100, 200, 300, 400, 500]);
  expect(labels(0, 100, false)).toEqual(['one', 0, 0.01]);
});

it('holds every amount in at most five even steps', () => {
  const random = sampler(5);
  for (let run = 0; run < 2_000; run += 1) {
    const largest = 1 + random.upTo(10 ** (1 + random.upTo(14)));
    const { ticks } = moneyAxis(largest, random.chance() ? 100 : 1, random.chance());
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.every((tick, index) => tick === index * (ticks[1] ?? 0))).toBe(true);
  }
});
