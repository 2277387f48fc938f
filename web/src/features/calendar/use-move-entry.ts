import { toast } from 'sonner';
import { useKind, useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { fromWallClock, toWallClock } from '@/records/fields/zoned-time';
import { mayWrite } from '@/records/model/permissions';
import { askAboutSeries } from '@/records/mutations/series-store';
import { useUndoStack } from '@/records/mutations/undo-stack';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import type { Entry } from './entry';

/** Gives tasks and deals another day; a task keeps its time of day. What took place stays where it is. */
export function useMoveEntry(taskKind: KindMeta) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const dealKind = useKind('deal');
  const updateTask = useUpdateRecord(taskKind);
  const updateDeal = useUpdateRecord(dealKind ?? taskKind);
  const mayMove = ({ kind, row, done }: Entry): boolean => {
    const of = kind === 'task' ? taskKind : kind === 'deal' ? dealKind : undefined;
    const field = of?.fields.find(({ key }) => key === (kind === 'task' ? 'due_at' : 'expected_close_on'));
    return of !== undefined && field !== undefined && row !== null && !done && mayWrite(field, of, row, me);
  };
  const write = async ({ row, kind, at, title }: Entry, day: string, alone: boolean) => {
    if (!row) return;
    const said = t('agenda.moved', { title, day: format.date(day) });
    announce(said);
    const time = at === null ? '' : toWallClock(at, format.timeZone).slice(11);
    const saved =
      kind === 'deal'
        ? await updateDeal({ id: row.id, values: { expected_close_on: day } })
        : await updateTask({
            id: row.id,
            values: { due_at: fromWallClock(`${day}T${time}`, format.timeZone) },
            ...(alone && { via: { verb: 'occurrence' } }),
          });
    if (!saved) return;
    const entry = useUndoStack.getState().done.at(-1);
    toast(said, {
      action: entry && {
        label: t('records.undo'),
        onClick: () => {
          useUndoStack.getState().remove(entry);
          entry.undo().catch(() => toast.error(t('records.failure.not_undone')));
        },
      },
    });
  };
  const move = async (entry: Entry, day: string) => {
    if (entry.day === day || !mayMove(entry)) return;
    const which = entry.row?.['recurrence'] ? await askAboutSeries(entry.title) : 'all';
    if (which !== null) await write(entry, day, which === 'one');
  };
  return { mayMove, move };
}
