import { expect, it } from 'vitest';
import { readDashboardSearch } from './dashboard-search';
import { readFocus } from './focus';

const around = { today: '2025-04-24', fiscalYearStart: 4, pipelines: [{ id: 'p1' }] };
const read = (search: Record<string, unknown>) => readFocus(readDashboardSearch(search), around);
const everyone = { owner: null, team: null, pipeline: null };

it('shows this month of everyone where nothing is said', () => {
  expect(read({})).toEqual({ period: 'month', from: '2025-04-01', to: '2025-04-24', ...everyone });
  expect(read({ utm_source: 'mail', owner: '' })).toEqual(read({}));
});

it('shows the days, the person or the team of the address', () => {
  expect(read({ from: '2025-01-01', to: '2025-01-31', owner: 'me' })).toEqual({
    period: null,
    from: '2025-01-01',
    to: '2025-01-31',
    ...everyone,
    owner: 'me',
  });
  expect(read({ period: 'year', team: 't1' })).toMatchObject({ from: '2025-04-01', team: 't1' });
});

it.each([
  [{ period: 'decade' }],
  [{ period: 7 }],
  [{ from: '2025-02-01' }],
  [{ from: 2025, to: 2026 }],
  [{ from: '2025-02-30', to: '2025-03-01' }],
  [{ from: '2025-03-02', to: '2025-03-01' }],
  [{ from: '2025-03-01', to: '2025-03-02', period: 'month' }],
  [{ owner: 'me', team: 't1' }],
  [{ pipeline: 'p2' }],
])('refuses %j', (search) => {
  expect(read(search)).toBeNull();
});
