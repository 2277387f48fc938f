import { useCallback } from 'react';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { mayWrite } from '@/records/model/permissions';
import { useUndoStack } from '@/records/mutations/undo-stack';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { dayOfDeal } from './month-grid';

/** Gives deals another day, as any change: seen at once, put back when it fails, taken back with Cmd+Z. */
export function useReschedule(kind: KindMeta) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const update = useUpdateRecord(kind);
  const field = kind.fields.find(({ key }) => key === 'expected_close_on');
  const mayMove = useCallback(
    (deal: RecordRow) => field !== undefined && mayWrite(field, kind, deal, me),
    [field, kind, me],
  );
  const move = useCallback(
    async (deal: RecordRow, day: string) => {
      if (dayOfDeal(deal) === day || !mayMove(deal)) return;
      const said = t('calendar.moved', { title: deal.title, day: format.date(day) });
      announce(said);
      const saved = await update({ id: deal.id, values: { expected_close_on: day } });
      if (!saved || saved['expected_close_on'] !== day) return;
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
    },
    [t, format, update, mayMove],
  );
  return { mayMove, move };
}

export type Reschedule = ReturnType<typeof useReschedule>;
