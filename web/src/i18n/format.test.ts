import { describe, expect, it } from 'vitest';
import { Format } from './format';
import { t } from './t';

const now = new Date('2026-11-21T08:00:00Z'); // 13:30 in Kolkata
const format = new Format({ language: 'en', timeZone: 'Asia/Kolkata', currency: 'INR' }, t);

describe('date', () => {
  it.each([
    ['2026-11-21', 'Today'],
    ['2026-11-22', 'Tomorrow'],
    ['2026-11-20', 'Yesterday'],
    ['2026-11-27', 'Fri 27 Nov'],
    ['2027-05-02', '2 May 2027'],
  ])('%s is %s', (value, text) => {
    expect(format.date(value, now)).toBe(text);
  });

  it('counts days in the zone of the person', () => {
    // 19:00 in London is after midnight in Kolkata.
    expect(format.date('2026-11-21T19:00:00Z', now)).toBe('Tomorrow');
  });
});

describe('due', () => {
  it('says what is late, what is today and what is later', () => {
    expect(format.due('2026-11-19', now)).toEqual({ text: '2 d overdue', state: 'overdue' });
    expect(format.due('2026-11-21T11:00:00Z', now)).toEqual({ text: 'Today 16:30', state: 'today' });
    expect(format.due('2026-11-21T05:00:00Z', now)).toEqual({ text: 'Today 10:30', state: 'overdue' });
    expect(format.due('2026-11-22', now)).toEqual({ text: 'Tomorrow', state: 'later' });
  });
});

describe('ago', () => {
  it.each([
    ['2026-11-21T07:59:40Z', 'Just now'],
    ['2026-11-21T07:40:00Z', '20 min ago'],
    ['2026-11-21T05:00:00Z', '3 h ago'],
    ['2026-11-20T05:00:00Z', 'Yesterday'],
    ['2026-11-15T05:00:00Z', '6 d ago'],
    ['2026-08-02T05:00:00Z', 'Sun 2 Aug'],
  ])('%s is %s', (value, text) => {
    expect(format.ago(value, now)).toBe(text);
  });
});

it('adds sums of several currencies side by side', () => {
  const sums = [
    { amount: 410_000_000, currency: 'INR' },
    { amount: 120_000, currency: 'USD' },
  ];
  expect(format.moneySum(sums)).toBe('₹41.0 L + $1,200');
  expect(format.moneySum([])).toBe('₹0');
});
