import { useState } from 'react';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { KindMeta, Page, RecordRow, StageMeta } from '@/api/types';
import { t } from '@/i18n/t';
import { may, mayWrite } from '@/records/model/permissions';
import { failureText } from '@/records/mutations/failure-text';
import { useBulkAction } from '@/records/mutations/use-bulk-action';
import { useDeleteRecord } from '@/records/mutations/use-delete-record';
import type { SelectionControl } from '@/records/table/use-selection';
import { isTicked } from '@/records/table/selection';
import type { Column } from './arrange';
import type { Outcome } from './drag-data';
import type { End } from './move-dialog';
import type { PipelineStages } from './pipeline-stages';
import { neighboursAt, withoutCards, type Neighbours, type Spot } from './spots';
import { useMoveDeals } from './use-move-deals';

interface BoardMovesOptions {
  kind: KindMeta;
  stages: PipelineStages;
  columns: readonly Column[];
  selection: SelectionControl;
}

const NOBODY: Neighbours = { above: null, below: null };

/** Every way in which deals leave their places. Losing asks for the reason first, and "Move to" asks where. */
export function useBoardMoves({ kind, stages, columns, selection }: BoardMovesOptions) {
  const me = useMe();
  const move = useMoveDeals(kind);
  const removeOne = useDeleteRecord(kind);
  const bulk = useBulkAction(kind);
  /** The deals whose reason is asked for, and those whose way is. */
  const [losing, setLosing] = useState<readonly RecordRow[] | null>(null);
  const [asking, setAsking] = useState<readonly RecordRow[] | null>(null);
  const stageField = kind.fields.find(({ key }) => key === 'stage_id');

  const mayMove = (deal: RecordRow) => stageField !== undefined && mayWrite(stageField, kind, deal, me);
  const mayDelete = (deal: RecordRow) => may('delete', kind, deal, me);
  const all = () => columns.flatMap(({ rows }) => rows);

  /** A ticked card takes the other ticked ones along, in the order of the board. */
  const dealsWith = (id: string, allowed: (deal: RecordRow) => boolean): readonly RecordRow[] => {
    const together = isTicked(selection.selection, id);
    return all().filter(
      (deal) => (deal.id === id || (together && isTicked(selection.selection, deal.id))) && allowed(deal),
    );
  };

  const put = (deals: readonly RecordRow[], stage: StageMeta, place: Neighbours) => {
    if (deals.length === 0) return;
    if (stage.kind === 'lost') setLosing(deals);
    else void move(deals, { stage, ...place }, columns);
  };
  const putAt = (deals: readonly RecordRow[], spot: Spot) => {
    const stage = stages.open.find(({ id }) => id === spot.stage);
    if (stage) put(deals, stage, neighboursAt(columns, spot, idsOf(deals)));
  };
  const putAtEnd = async (deals: readonly RecordRow[], stage: StageMeta, end: End) => {
    const column = columns.find((candidate) => candidate.stage.id === stage.id);
    if (!column) {
      put(deals, stage, NOBODY);
      return;
    }
    const index = end === 'top' ? 0 : withoutCards(column.rows, idsOf(deals)).length;
    if (end === 'top' || !column.hasNext) {
      putAt(deals, { stage: stage.id, index });
      return;
    }
    try {
      // The last card of a long column has not been loaded yet.
      const query = { stage_id: stage.id, sort: '-position', limit: deals.length + 1 };
      const { data } = await api.get<Page>(`/${kind.plural}`, { query });
      put(deals, stage, { above: withoutCards(data, idsOf(deals))[0] ?? null, below: null });
    } catch (error) {
      toast.error(t('board.not_moved', { deals: deals[0]?.title ?? '' }), {
        description: failureText(error),
      });
    }
  };
  const remove = async (deals: readonly RecordRow[]) => {
    const [only, ...others] = deals;
    if (!only) return;
    if (others.length === 0) await removeOne(only);
    else await bulk({ action: 'delete', target: { ids: deals.map(({ id }) => id) } });
    for (const { id } of deals) selection.toggleOne(id, false);
  };

  return {
    mayMove,
    mayDelete,
    movableWith: (id: string) => dealsWith(id, mayMove),
    putAt,
    putAtEnd: (deals: readonly RecordRow[], stage: StageMeta, end: End) => void putAtEnd(deals, stage, end),
    finish: (id: string, outcome: Outcome) => {
      if (outcome === 'delete') {
        void remove(dealsWith(id, mayDelete));
        return;
      }
      const stage = stages[outcome];
      if (stage) put(dealsWith(id, mayMove), stage, NOBODY);
    },
    remove: (id: string) => void remove(dealsWith(id, mayDelete)),
    asking,
    ask: (id: string) => {
      const deals = dealsWith(id, mayMove);
      if (deals.length > 0) setAsking(deals);
    },
    stopAsking: () => setAsking(null),
    losing,
    stopLosing: () => setLosing(null),
    lose: (reason: string) => {
      setLosing(null);
      if (!losing || !stages.lost) return;
      void move(losing, { stage: stages.lost, ...NOBODY, ...(reason && { lostReason: reason }) }, columns);
    },
  };
}

export type BoardMoves = ReturnType<typeof useBoardMoves>;

export function idsOf(deals: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(deals.map(({ id }) => id));
}
