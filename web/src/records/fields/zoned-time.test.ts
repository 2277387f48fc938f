import { describe, expect, it } from 'vitest';
import { fromWallClock, toWallClock } from './zoned-time';

describe('wall clock time', () => {
  it.each([
    ['2026-05-02T11:00:00Z', 'Asia/Kolkata', '2026-05-02T16:30'],
    ['2026-01-15T23:30:00Z', 'Asia/Kolkata', '2026-01-16T05:00'],
    ['2026-07-01T10:00:00Z', 'Europe/Berlin', '2026-07-01T12:00'],
    ['2026-12-01T10:00:00Z', 'Europe/Berlin', '2026-12-01T11:00'],
    ['2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-29T01:30'],
    ['2026-03-29T01:30:00Z', 'Europe/Berlin', '2026-03-29T03:30'],
  ])('%s in %s is %s, and back', (instant, zone, wall) => {
    expect(toWallClock(instant, zone)).toBe(wall);
    expect(fromWallClock(wall, zone)).toBe(instant);
  });
});
