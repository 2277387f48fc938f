import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '@/api/events';
import { isMoved, type Listed } from './placement';
import { filteredBy, needsOf, sortedBy } from './wishes';

const event = (part: Partial<LiveEvent>): LiveEvent => ({
  event_id: '1.1',
  kind: 'deals',
  id: 'a',
  op: 'update',
  version: 2,
  changed: ['amount'],
  subscriptions: {},
  ...part,
});
const open = {
  and: [
    { field: 'stage_id', op: 'in', value: ['field', 'x'] },
    { or: [{ field: 'amount', op: 'gt', value: 3 }] },
  ],
};
const list = (part: Partial<Listed>): Listed => ({
  query: { filter: null, sort: '-close_date,title' },
  has: true,
  found: true,
  titleFields: ['name'],
  ...part,
});

describe('what an event moves in a list', () => {
  it('is nothing where neither order nor filter look at the change', () => {
    expect(isMoved(event({}), list({}))).toBe(false);
    expect(isMoved(event({}), list({ has: false }))).toBe(false);
    expect(isMoved(event({}), list({ found: undefined, query: { sort: 'amount' } }))).toBe(false);
  });
  it('is the row that comes, goes or changes its place', () => {
    expect(isMoved(event({ changed: ['close_date'] }), list({}))).toBe(true);
    expect(isMoved(event({ changed: ['name'] }), list({}))).toBe(true);
    expect(isMoved(event({}), list({ query: { filter: null, sort: '-updated_at' } }))).toBe(true);
    expect(isMoved(event({ op: 'create', changed: [] }), list({ has: false }))).toBe(true);
    expect(isMoved(event({ op: 'removed' }), list({}))).toBe(true);
    expect(isMoved(event({ op: 'removed' }), list({ has: false }))).toBe(false);
    expect(isMoved(event({}), list({ found: false }))).toBe(true);
    expect(isMoved(event({}), list({ has: false, query: { filter: open, sort: '' } }))).toBe(true);
  });
});

describe('keys of queries', () => {
  it('say what to subscribe to', () => {
    expect(needsOf(['deals', 'list', { filter: null, sort: '' }], [])).toEqual([
      { name: 'all deals', wish: { kind: 'deals' } },
    ]);
    const [need] = needsOf(['deals', 'list', { filter: open, sort: '' }], []);
    expect(need?.wish).toEqual({ kind: 'deals', filter: open });
    expect(needsOf(['bootstrap'], [])).toEqual([]);
    expect(needsOf(['jobs', 'list', 'import'], [])).toEqual([]);
    expect(needsOf(['jobs', 'one', ''], [])).toEqual([]);
    expect(needsOf(['jobs', 'one', 'j1'], [])).toEqual([
      { name: 'job j1', wish: { kind: 'jobs', record: 'j1' } },
    ]);
    expect(filteredBy(open)).toEqual(['stage_id', 'amount']);
    expect(sortedBy({ sort: '-close_date,title' })).toEqual(['close_date', 'title']);
  });
});
