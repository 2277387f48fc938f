import { expect, it } from 'vitest';
import { snoozeTimes } from './snooze-times';

it('offers mornings where the person is', () => {
  const thursday = snoozeTimes('Asia/Kolkata', new Date('2026-03-05T18:00:00Z'));
  expect(thursday.map(({ id }) => id)).toEqual(['hours', 'tomorrow', 'monday', 'week']);
  expect(thursday.map(({ at }) => new Date(at).toISOString())).toEqual([
    '2026-03-05T21:00:00.000Z',
    '2026-03-06T03:30:00.000Z',
    '2026-03-09T03:30:00.000Z',
    '2026-03-12T03:30:00.000Z',
  ]);
  const sunday = snoozeTimes('UTC', new Date('2026-03-08T10:00:00Z'));
  expect(sunday.map(({ id }) => id)).toEqual(['hours', 'tomorrow', 'week']);
});
