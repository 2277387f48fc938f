import { expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { sectionsOf } from './sections';

const task = (id: string, due_at: string | null, status = 'pending') =>
  ({ id, title: id, due_at, status }) as unknown as RecordRow;

it('sorts tasks by the day they are due in the person’s zone', () => {
  const tasks = [
    task('late', '2026-03-01T20:00:00Z'),
    task('early today', '2026-03-01T23:30:00Z'),
    task('today', '2026-03-02T15:00:00Z'),
    task('tomorrow', '2026-03-02T23:30:00Z'),
    task('done', '2026-03-02T10:00:00Z', 'completed'),
    task('undated', null),
  ];
  const found = sectionsOf(tasks, '2026-03-02', 'Europe/Berlin');
  const ids = Object.fromEntries(Object.entries(found).map(([id, list]) => [id, list.map((row) => row.id)]));
  expect(ids).toEqual({
    overdue: ['late'],
    today: ['early today', 'today'],
    next: ['tomorrow'],
    done: ['done'],
  });
});
