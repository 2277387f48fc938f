import { describe, expect, it } from 'vitest';
import { hoursText, readDays, readHours, readSpan, spanText } from './promise-text';

describe('promises', () => {
  it('are spans of time as people type them', () => {
    const cases: [string, number | null | undefined][] = [
      ['', null],
      ['45', 45],
      ['45 min', 45],
      ['4h', 240],
      ['1 h 30 min', 90],
      ['1:30', 90],
      ['0', undefined],
      ['soon', undefined],
      ['-5', undefined],
      ['99999 h', undefined],
    ];
    for (const [text, minutes] of cases) expect(readSpan(text), text).toBe(minutes);
    expect([spanText(null), spanText(45), spanText(240), spanText(90)]).toEqual([
      '',
      '45 min',
      '4 h',
      '1 h 30 min',
    ]);
  });
  it('hold in hours of the day', () => {
    expect(readHours('13:30-17, 9–12:30')).toEqual([
      ['09:00', '12:30'],
      ['13:30', '17:00'],
    ]);
    expect(readHours(' ')).toEqual([]);
    for (const wrong of ['17-9', '9', '9-25', '9-12, 11-13', '9:75-10']) {
      expect(readHours(wrong), wrong).toBeUndefined();
    }
    expect(hoursText([['09:00', '24:00']])).toBe('09:00–24:00');
  });
  it('rest on holidays', () => {
    expect(readDays('2026-12-25, 2026-01-01\n2026-12-25')).toEqual(['2026-01-01', '2026-12-25']);
    expect(readDays('2026-02-30')).toBeUndefined();
    expect(readDays('Christmas')).toBeUndefined();
  });
});
