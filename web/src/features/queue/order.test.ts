import { describe, expect, it } from 'vitest';
import { arrange, following, keyOf } from './order';
import type { QueueItem } from './queue-query';

const item = (id: string): QueueItem => ({
  reason: 'overdue',
  since: null,
  kind: 'task',
  record: { id, version: 1, title: id, created_at: '', updated_at: '', created_by: null },
});
const items = ['a', 'b', 'c', 'd'].map(item);
const ids = (list: readonly QueueItem[]) => list.map(({ record }) => record.id).join('');

describe('the order of the queue', () => {
  it('leaves out what is done and puts what was skipped at the end', () => {
    const { items: left, skippedFrom } = arrange(items, new Set(['task:b']), ['task:c', 'task:a']);
    expect(ids(left)).toBe('dca');
    expect(skippedFrom).toBe(1);
  });

  it('forgets what was skipped once it is gone', () => {
    expect(ids(arrange(items, new Set(), ['task:x', 'task:a']).items)).toBe('bcda');
  });

  it('goes on to the one that moves up, at the end to the one before', () => {
    expect(following(items, 'task:b')).toBe('task:c');
    expect(following(items, 'task:d')).toBe('task:c');
    expect(following(items.slice(0, 1), keyOf(item('a')))).toBeNull();
  });
});
