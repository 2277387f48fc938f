import { describe, expect, it } from 'vitest';
import { greetingFacts, partOfDay } from './greeting-facts';

const zone = 'Asia/Kolkata';
/** Thursday, 14:00 in Kolkata. */
const now = new Date('2025-04-24T08:30:00Z');
const task = (title: string, kind: string | null, due_at: string | null) => ({ title, kind, due_at });

describe('greetingFacts', () => {
  it('counts what is left of today by sort of work and names the first hour', () => {
    const facts = greetingFacts(
      [
        task('Ring Gulmohar', 'call', '2025-04-24T12:00:00Z'),
        task('Ring Techverse', 'call', '2025-04-24T10:00:00Z'),
        task('Tidy up', null, '2025-04-24T15:00:00Z'),
        task('Tomorrow', 'call', '2025-04-25T10:00:00Z'),
      ],
      now,
      zone,
    );
    expect(facts).toEqual([
      {
        id: 'today',
        counts: [
          { kind: 'call', count: 2 },
          { kind: 'to_do', count: 1 },
        ],
        firstAt: '2025-04-24T10:00:00Z',
      },
    ]);
  });

  it('takes the day from the person’s zone, not from UTC', () => {
    const lateInUtc = [task('Past midnight in Kolkata', 'call', '2025-04-24T19:00:00Z')];
    expect(greetingFacts(lateInUtc, now, zone)[0]).toEqual({ id: 'free' });
    expect(greetingFacts(lateInUtc, now, 'UTC')[0]?.id).toBe('today');
  });

  it('calls late what was due earlier today too', () => {
    const facts = greetingFacts([task('This morning', 'email', '2025-04-24T04:00:00Z')], now, zone);
    expect(facts).toEqual([{ id: 'free' }, { id: 'overdue', count: 1 }]);
  });

  it('names what comes next when today is free', () => {
    const facts = greetingFacts(
      [task('Later', 'to_do', '2025-04-30T09:00:00Z'), task('Sooner', 'to_do', '2025-04-26T09:00:00Z')],
      now,
      zone,
    );
    expect(facts).toEqual([{ id: 'free' }, { id: 'next', title: 'Sooner', dueAt: '2025-04-26T09:00:00Z' }]);
  });

  it('does not count tasks without a date', () => {
    expect(greetingFacts([task('Some day', 'to_do', null)], now, zone)).toEqual([{ id: 'free' }]);
  });
});

describe('partOfDay', () => {
  it.each([
    ['2025-04-24T22:00:00Z', 'night'],
    ['2025-04-24T03:00:00Z', 'morning'],
    ['2025-04-24T08:30:00Z', 'afternoon'],
    ['2025-04-24T13:00:00Z', 'evening'],
  ])('%s is the %s in Kolkata', (instant, part) => {
    expect(partOfDay(new Date(instant), zone)).toBe(part);
  });
});
