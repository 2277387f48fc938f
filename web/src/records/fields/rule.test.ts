import { describe, expect, it } from 'vitest';
import { readRule, ruleWords, writeRule } from './rule';

describe('rules of what comes again', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=3;COUNT=10',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261231',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=2TU',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=YEARLY',
  ])('are written as they were read: %s', (text) => {
    const rule = readRule(text);
    expect(rule && writeRule(rule)).toBe(text);
  });

  it.each([
    '',
    null,
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1',
    'FREQ=MONTHLY;BYDAY=MO,TU',
    'FREQ=HOURLY',
    'FREQ=MONTHLY;BYSETPOS=-1',
  ])('that cannot be chosen stay as they are: %s', (text) => {
    expect(readRule(text)).toBeNull();
  });

  it('are said in words', () => {
    const words = { t: (id: string) => id, locale: 'en', date: (day: string) => day };
    expect(ruleWords('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', words)).toBe('tasks.repeat.weekdays');
    expect(ruleWords('FREQ=YEARLY;BYMONTH=2', words)).toBe('tasks.repeat.own');
    expect(ruleWords(null, words)).toBe('');
  });
});
