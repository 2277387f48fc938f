import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { dayOf } from '@/lib/days';
import { addDays } from '@/lib/span';
import { fromWallClock } from '@/records/fields/zoned-time';
import { may } from '@/records/model/permissions';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { isDone } from './sections';

export const delays = [
  { id: 'tomorrow', days: 1 },
  { id: 'three_days', days: 3 },
  { id: 'week', days: 7 },
] as const;

/** What one does with the tasks of a day. */
export function useDayWork(kind: KindMeta) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const update = useUpdateRecord(kind);
  const mayChange = (task: RecordRow) => may('update', kind, task, me);
  const tick = async (task: RecordRow) => {
    const done = isDone(task);
    const saved = await update({ id: task.id, values: { status: done ? 'pending' : 'completed' } });
    if (saved) announce(t(done ? 'tasks.day.reopened' : 'tasks.day.finished', { title: task.title }));
  };
  const postpone = async (task: RecordRow, days: number) => {
    const day = addDays(dayOf(new Date(), format.timeZone), days);
    const due = fromWallClock(`${day}T09:00`, format.timeZone);
    // Of a series, this one alone: those that follow keep their days.
    const alone = Boolean(task['recurrence']) && { via: { verb: 'occurrence' } as const };
    const saved = await update({ id: task.id, values: { due_at: due }, ...alone });
    if (saved) announce(t('tasks.day.postponed', { title: task.title, when: format.due(due).text }));
  };
  return { mayChange, tick, postpone };
}

export type DayWork = ReturnType<typeof useDayWork>;
