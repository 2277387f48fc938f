import { expect, it } from 'vitest';
import { morningIn } from './morning';

it('is nine by the clocks there, also where they change', () => {
  const evening = new Date('2026-03-07T23:30:00Z');
  expect(morningIn(1, 'Asia/Kolkata', evening)).toBe('2026-03-09T03:30:00Z');
  expect(morningIn(1, 'America/New_York', evening)).toBe('2026-03-08T13:00:00Z');
  expect(morningIn(0, 'America/New_York', evening)).toBe('2026-03-07T14:00:00Z');
});
