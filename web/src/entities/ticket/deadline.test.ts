import { describe, expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { deadlineOf } from './deadline';

const now = new Date('2026-03-02T09:00:00Z');
const ticket = (values: object) => ({ status: 'open', ...values }) as unknown as RecordRow;

describe('the next promise of a ticket', () => {
  it('is the first answer, then the resolution', () => {
    const due = { first_response_due_at: '2026-03-02T09:24:30Z', resolution_due_at: '2026-03-02T18:00:00Z' };
    expect(deadlineOf(ticket(due), now)).toMatchObject({ what: 'reply', minutes: 24 });
    const answered = { ...due, first_response_at: '2026-03-02T08:00:00Z' };
    expect(deadlineOf(ticket(answered), now)).toMatchObject({ what: 'resolve', minutes: 540 });
  });
  it('counts below zero once it is late', () => {
    const late = { first_response_due_at: '2026-03-02T08:48:00Z' };
    expect(deadlineOf(ticket(late), now)?.minutes).toBe(-12);
  });
  it('is none while the customer has to answer, or nothing was promised', () => {
    const due = { resolution_due_at: '2026-03-02T18:00:00Z' };
    expect(deadlineOf(ticket({ ...due, status: 'waiting' }), now)).toBeNull();
    expect(deadlineOf(ticket({ ...due, status: 'resolved' }), now)).toBeNull();
    expect(deadlineOf(ticket({}), now)).toBeNull();
  });
});
