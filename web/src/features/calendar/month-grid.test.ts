import { describe, expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { byDay, isMonth, monthFrom, weeksOf } from './month-grid';

const deal = (id: string, status: string, amount: number): RecordRow => ({
  id,
  version: 1,
  title: id,
  created_at: '',
  updated_at: '',
  created_by: null,
  status,
  amount: { amount, currency: 'INR' },
  expected_close_on: '2026-11-03',
});

describe('the weeks of a month', () => {
  it('begin on Mondays and hold every day of it once', () => {
    for (let month = '2024-01'; month < '2028-01'; month = monthFrom(month, 1)) {
      const days = weeksOf(month).flat();
      expect(new Set(days).size).toBe(days.length);
      expect(days.filter((day) => day.startsWith(month)).length).toBe(
        new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate(),
      );
      expect(weeksOf(month).every(([monday = '']) => new Date(monday).getUTCDay() === 1)).toBe(true);
    }
  });

  it('are four where February fits', () => {
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(weeksOf('2026-11')).toHaveLength(6);
  });
});

it('reads months and nothing else', () => {
  expect(['2026-01', '2026-12'].every(isMonth)).toBe(true);
  expect(['2026-13', '2026-1', '2026-01-01', '', null].some(isMonth)).toBe(false);
});

it('puts open deals first, then the larger', () => {
  const days = byDay([deal('a', 'won', 900), deal('b', 'open', 5), deal('c', 'open', 70)]);
  expect(days.get('2026-11-03')?.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});
