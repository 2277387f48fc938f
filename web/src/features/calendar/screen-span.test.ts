import { expect, it } from 'vitest';
import { readCalendarSearch } from './screen-search';
import { spanOf, stepFrom } from './screen-span';

it('shows whole weeks around a day, and an agenda from it on', () => {
  expect(spanOf('week', '2026-03-04')).toMatchObject({ first: '2026-03-02', last: '2026-03-08' });
  expect(spanOf('month', '2026-03-04')).toMatchObject({ first: '2026-02-23', last: '2026-04-05' });
  expect(spanOf('agenda', '2026-03-04')).toMatchObject({ first: '2026-03-04', last: '2026-04-03' });
  expect(stepFrom('month', '2026-01-31', -1)).toBe('2025-12-01');
  expect(stepFrom('week', '2026-03-04', 1)).toBe('2026-03-11');
});

it('reads an address and drops what it cannot read', () => {
  const read = readCalendarSearch({
    view: 'week',
    at: '2026-03-04',
    hide: 'deal.x',
    owner: 'me',
    peek: 'task:1',
  });
  expect(read).toEqual({ view: 'week', at: '2026-03-04', hide: 'deal', peek: 'task:1' });
  expect(
    readCalendarSearch({ view: 'year', at: '2026-99-99', peek: 'user:1', team: 't', owner: 'o' }),
  ).toEqual({
    team: 't',
  });
});
