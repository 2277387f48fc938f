import { useRef, useState, type RefObject } from 'react';
import { useMe } from '@/api/bootstrap';
import { useCreateStore } from '@/records/form/create-store';
import { may } from '@/records/model/permissions';
import type { BoardProps } from '@/records/table/board-layout';
import { isNothing, isTicked } from '@/records/table/selection';
import type { Column } from './arrange';
import type { BoardControl } from './board-control';
import type { DropTarget, Outcome } from './drag-data';
import type { PipelineStages } from './pipeline-stages';
import { spotOfGap } from './spots';
import type { StageTotals } from './stage-totals';
import { useBoardCommands } from './use-board-commands';
import { useBoardDrag } from './use-board-drag';
import { useBoardKeys } from './use-board-keys';
import { idsOf, useBoardMoves } from './use-board-moves';

export interface LoadedBoardProps extends BoardProps {
  stages: PipelineStages;
  columns: readonly Column[];
  totals: ReadonlyMap<string, StageTotals> | null;
  onPeek: (id: string) => void;
}

/** How long a dropped card takes to lie down, with room for the moment before it is drawn. */
const SETTLES = 250;

/** How a board behaves: what is moved by pointer, keys and menus, and what each card has to know of it. */
export function useBoard(props: LoadedBoardProps, strip: RefObject<HTMLElement | null>) {
  const { kind, contexts, selection, phone, stages, columns, totals, onPeek } = props;
  const me = useMe();
  const openForm = useCreateStore((state) => state.open);
  const root = useRef<HTMLDivElement>(null);
  const moves = useBoardMoves({ kind, stages, columns, selection });
  const movingWith = (id: string) => idsOf(moves.movableWith(id));
  const [settling, setSettling] = useState<string | null>(null);
  const settle = (id: string) => {
    setSettling(id);
    setTimeout(() => setSettling(null), SETTLES);
  };
  const ticked = (id: string) => isTicked(selection.selection, id);

  const keys = useBoardKeys({
    root,
    columns,
    totalOf: ({ stage, rows, hasNext }) => (hasNext ? (totals?.get(stage.id)?.count ?? 0) : rows.length),
    movingWith,
    onPeek,
    onDrop: (id, to) => {
      settle(id);
      moves.putAt(moves.movableWith(id), to);
    },
    onEscape: selection.clear,
  });
  const drag = useBoardDrag({
    strip,
    movingWith,
    onDrop: (id: string, moving: ReadonlySet<string>, target: DropTarget) => {
      keys.activate(id);
      if ('outcome' in target) {
        moves.finish(id, target.outcome);
        return;
      }
      const rows = columns.find(({ stage }) => stage.id === target.stage)?.rows ?? [];
      const index = spotOfGap(rows, target.gap, moving);
      settle(id);
      moves.putAt(moves.movableWith(id), { stage: target.stage, index });
    },
  });
  const tick = (id: string) => selection.toggleOne(id, !ticked(id));
  useBoardCommands({ active: keys.active, onTick: tick, onMove: moves.ask, onLift: keys.liftOrDrop });

  const board: BoardControl = {
    contexts,
    phone,
    active: keys.active,
    carried: keys.lifted?.id ?? null,
    carriedTo: keys.lifted?.to.stage ?? null,
    moving: drag?.moving ?? keys.moving,
    settling,
    over: drag?.over ?? null,
    dragCount: columns.flatMap(({ rows }) => rows).filter((deal) => ticked(deal.id) && moves.mayMove(deal))
      .length,
    ticking: !isNothing(selection.selection),
    isTicked: ticked,
    mayMove: moves.mayMove,
    mayDelete: moves.mayDelete,
    activate: keys.activate,
    tick,
    peek: onPeek,
    askMove: moves.ask,
    remove: moves.remove,
    add: may('create', kind, undefined, me) ? (stageId) => openForm(kind.key, { stage_id: stageId }) : null,
  };
  return { root, board, moves, keys, drag, outcomes: outcomesOf(stages, may('delete', kind, undefined, me)) };
}

function outcomesOf({ won, lost }: PipelineStages, mayDelete: boolean): readonly Outcome[] {
  return [
    ...(won ? ['won' as const] : []),
    ...(lost ? ['lost' as const] : []),
    ...(mayDelete ? ['delete' as const] : []),
  ];
}
