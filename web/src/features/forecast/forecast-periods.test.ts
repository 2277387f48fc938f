import { describe, expect, it } from 'vitest';
import { periodsFrom, turned } from './forecast-periods';

describe('the periods of a forecast', () => {
  it('are six months from the one the day lies in', () => {
    const months = periodsFrom('2026-11-21', 'month', 4);
    expect(months).toHaveLength(6);
    expect(months[0]).toEqual({ first: '2026-11-01', last: '2026-11-30' });
    expect(months[3]).toEqual({ first: '2027-02-01', last: '2027-02-28' });
  });

  it('are four quarters of the financial year', () => {
    expect(periodsFrom('2026-11-21', 'quarter', 4)[0]).toEqual({ first: '2026-10-01', last: '2026-12-31' });
    expect(periodsFrom('2026-11-21', 'quarter', 2)[0]).toEqual({ first: '2026-11-01', last: '2027-01-31' });
    expect(periodsFrom('2026-01-05', 'quarter', 2)[0]).toEqual({ first: '2025-11-01', last: '2026-01-31' });
  });

  it('are turned by as many as are shown', () => {
    const months = periodsFrom('2026-11-21', 'month', 1);
    expect(turned(months, 'month', 1)).toBe('2027-05-01');
    expect(turned(periodsFrom('2026-11-21', 'quarter', 1), 'quarter', -1)).toBe('2025-10-01');
  });
});
