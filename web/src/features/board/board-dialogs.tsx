import { useT } from '@/i18n/t';
import { LostDialog } from '@/entities/lost-dialog';
import { MoveDialog } from './move-dialog';
import type { PipelineStages } from './pipeline-stages';
import type { StageTotals } from './stage-totals';
import type { BoardMoves } from './use-board-moves';

interface BoardDialogsProps {
  moves: BoardMoves;
  stages: PipelineStages;
  totals: ReadonlyMap<string, StageTotals> | null;
  phone: boolean;
  /** The card that an overlay was opened from may have left meanwhile. */
  onClosed: () => void;
}

/** What is asked about a move: where to, and why a deal was lost. */
export function BoardDialogs({ moves, stages, totals, phone, onClosed }: BoardDialogsProps) {
  const t = useT();
  const { asking, losing } = moves;
  const named = (deals: readonly { title: string }[]) =>
    deals.length === 1 ? (deals[0]?.title ?? '') : t('board.deals', { count: deals.length });
  const stageIds = new Set(asking?.map((deal) => deal['stage_id']));
  const [only] = stageIds;
  return (
    <>
      {asking && (
        <MoveDialog
          deals={named(asking)}
          stages={[...stages.open, ...[stages.won, stages.lost].filter((stage) => stage !== undefined)]}
          current={stageIds.size === 1 ? String(only) : null}
          totals={totals}
          phone={phone}
          onClose={moves.stopAsking}
          onMove={(stage, end) => {
            moves.stopAsking();
            moves.putAtEnd(asking, stage, end);
            onClosed();
          }}
        />
      )}
      {losing && (
        <LostDialog
          deal={named(losing)}
          onClose={moves.stopLosing}
          onLost={(reason) => {
            moves.lose(reason);
            onClosed();
          }}
        />
      )}
    </>
  );
}
