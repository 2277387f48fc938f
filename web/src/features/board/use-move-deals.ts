import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toast } from 'sonner';
import type { KindMeta, RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { undoableSoon, useUndoStack, type Undoable } from '@/records/mutations/undo-stack';
import { writerOf } from '@/records/mutations/writer-of';
import type { Column } from './arrange';
import { applySteps } from './apply-steps';
import { planBack, planMove, staysThere, type Destination, type Step } from './move-plan';

export type MoveDeals = (
  deals: readonly RecordRow[],
  to: Destination,
  columns: readonly Column[],
) => Promise<void>;

/** Moves deals on the board: seen at once, put back when it fails, taken back by the toast or Cmd+Z. */
export function useMoveDeals(kind: KindMeta): MoveDeals {
  const client = useQueryClient();
  return useCallback(
    (deals, to, columns) => undoableSoon(moveDeals(client, kind, deals, to, columns)),
    [client, kind],
  );
}

async function moveDeals(
  client: QueryClient,
  kind: KindMeta,
  deals: readonly RecordRow[],
  to: Destination,
  columns: readonly Column[],
): Promise<void> {
  const [only] = deals;
  if (!only || (deals.length === 1 && staysThere(columns, only, to))) return;
  const forth = planMove(deals, to, new Date().toISOString());
  const back = planBack(columns, deals);
  try {
    const { moved, failed } = await applySteps(client, kind, forth);
    if (failed.length > 0) {
      const left = deals.filter(({ id }) => failed.some((failure) => failure.id === id));
      toast.error(t('board.not_moved', { deals: named(left) }), {
        description: failureText(failed[0]?.error),
        action: {
          label: t('common.retry'),
          onClick: () => void moveDeals(client, kind, left, to, columns),
        },
      });
    }
    // Whoever let somebody else's stage stand in a conflict has moved nothing.
    const there = new Set(moved.filter((deal) => deal['stage_id'] === to.stage.id).map(({ id }) => id));
    if (there.size === 0) return;
    const done = deals.filter(({ id }) => there.has(id));
    offerUndo(client, kind, t('board.moved', { deals: named(done), stage: to.stage.title }), {
      forth: forth.filter(({ id }) => there.has(id)),
      back: back.filter(({ id }) => there.has(id)),
    });
  } catch (error) {
    toast.error(t('board.not_moved', { deals: named(deals) }), { description: failureText(error) });
  }
}

function offerUndo(
  client: QueryClient,
  kind: KindMeta,
  label: string,
  { forth, back }: { forth: readonly Step[]; back: readonly Step[] },
): void {
  const entry: Undoable = {
    label,
    undo: () => moveBack(client, kind, back),
    redo: () => moveAll(client, kind, forth),
  };
  useUndoStack.getState().push(entry);
  toast(label, {
    action: {
      label: t('records.undo'),
      onClick: () => {
        useUndoStack.getState().remove(entry);
        entry
          .undo()
          .catch((error: unknown) =>
            toast.error(t('records.failure.not_undone'), { description: failureText(error) }),
          );
      },
    },
  });
}

async function moveAll(client: QueryClient, kind: KindMeta, steps: readonly Step[]): Promise<void> {
  const { failed } = await applySteps(client, kind, steps);
  if (failed[0]) throw failed[0].error;
}

/** A stage brings its own probability along, also on the way back; one that was set by hand is set again. */
async function moveBack(client: QueryClient, kind: KindMeta, steps: readonly Step[]): Promise<void> {
  const { moved, failed } = await applySteps(client, kind, steps);
  for (const deal of moved) {
    const probability = steps.find(({ id }) => id === deal.id)?.follows['probability'];
    if (typeof probability === 'number' && probability !== deal['probability']) {
      await writerOf(client).write(kind, { id: deal.id, values: { probability } });
    }
  }
  if (failed[0]) throw failed[0].error;
}

function named(deals: readonly RecordRow[]): string {
  const [first] = deals;
  return deals.length === 1 && first ? first.title : t('board.deals', { count: deals.length });
}
