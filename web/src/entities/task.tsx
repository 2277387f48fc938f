import { Check, RotateCcw, SkipForward, SquareCheck } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { DueCell } from './cells/due-cell';

/** What each one of a series has of its own anyway, and the rule, which is that of all. */
const own = new Set(['recurrence', 'reminder_at', 'status', 'checklist', 'participants']);

const isDone = (status: unknown) => status === 'completed' || status === 'cancelled';

export const task = defineEntity({
  kind: 'task',
  icon: SquareCheck,
  columns: [
    { key: 'title', width: 280 },
    { key: 'kind', width: 90 },
    { key: 'due_at', width: 140 },
    { key: 'priority', width: 100 },
    { key: 'status', width: 120 },
    { key: 'assignee_id', width: 110 },
    { key: 'record', width: 180 },
  ],
  phone: { second: ['due_at'], trailing: ['assignee_id', 'status'] },
  highlights: ['due_at', 'status', 'priority', 'assignee_id', 'record'],
  cells: { due_at: DueCell },
  ofSeries: (record, path) => Boolean(record['recurrence']) && !isDone(record['status']) && !own.has(path),
  actions: [
    {
      id: 'complete',
      label: 'records.action.complete',
      icon: Check,
      values: (record) => (isDone(record['status']) ? null : { status: 'completed' }),
    },
    {
      id: 'skip',
      label: 'tasks.skip',
      icon: SkipForward,
      values: (record) =>
        isDone(record['status']) || !record['recurrence'] ? null : { status: 'cancelled' },
    },
    {
      id: 'reopen',
      label: 'records.action.reopen',
      icon: RotateCcw,
      values: (record) => (isDone(record['status']) ? { status: 'pending' } : null),
    },
  ],
  slots: { empty: () => t('records.empty.task') },
});
