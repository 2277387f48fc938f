import { describe, expect, it } from 'vitest';
import { addDays, isDay, periods, periodUntil, presets, presetSpan } from './span';

describe('periodUntil', () => {
  it.each([
    ['week', '2025-04-24', '2025-04-21'],
    ['week', '2025-04-21', '2025-04-21'],
    ['week', '2025-04-27', '2025-04-21'],
    ['month', '2025-04-24', '2025-04-01'],
    ['quarter', '2025-06-30', '2025-04-01'],
    ['quarter', '2025-03-31', '2025-01-01'],
    ['year', '2025-03-31', '2024-04-01'],
    ['year', '2025-04-01', '2025-04-01'],
  ] as const)('a %s with %s in it begins on %s', (period, today, from) => {
    expect(periodUntil(today, period, 4)).toEqual({ from, to: today });
  });

  it('begins quarters and years with the month of the financial year', () => {
    expect(periodUntil('2025-01-15', 'quarter', 2).from).toBe('2024-11-01');
    expect(periodUntil('2025-01-15', 'year', 2).from).toBe('2024-02-01');
    expect(periodUntil('2025-01-15', 'year', 1).from).toBe('2025-01-01');
  });

  it('holds today and never begins after it, on every day and for every financial year', () => {
    for (let n = 0; n < 800; n += 1) {
      const today = addDays('2024-01-01', n);
      for (const period of periods) {
        for (let start = 1; start <= 12; start += 1) {
          const { from } = periodUntil(today, period, start);
          expect(from <= today && isDay(from)).toBe(true);
        }
      }
      for (const preset of presets) {
        const { from, to } = presetSpan(preset, today, 4);
        expect(from <= to && to <= today).toBe(true);
      }
    }
  });
});

it('knows what lies behind', () => {
  expect(presetSpan('last_month', '2025-03-31', 1)).toEqual({ from: '2025-02-01', to: '2025-02-28' });
  expect(presetSpan('last_quarter', '2025-05-10', 4)).toEqual({ from: '2025-01-01', to: '2025-03-31' });
  expect(presetSpan('last_year', '2025-05-10', 4)).toEqual({ from: '2024-04-01', to: '2025-03-31' });
  expect(presetSpan('last_7', '2025-03-03', 1)).toEqual({ from: '2025-02-25', to: '2025-03-03' });
});

it('tells days from what looks like them', () => {
  expect(['2024-02-29', '2025-02-29', '2025-13-01', '2025-4-1', 'today'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
