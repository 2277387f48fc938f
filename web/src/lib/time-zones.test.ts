import { expect, it } from 'vitest';
import { describeTimeZone, timeZones } from './time-zones';

it('describes a zone by its city and its offset', () => {
  expect(describeTimeZone('Asia/Kolkata')).toEqual({ id: 'Asia/Kolkata', city: 'Kolkata', offset: '+05:30' });
  expect(describeTimeZone('UTC').offset).toBe('+00:00');
});

it('lists each zone once, under its present name', () => {
  const ids = timeZones().map((zone) => zone.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('Asia/Kolkata');
  expect(ids).not.toContain('Asia/Calcutta');
});
