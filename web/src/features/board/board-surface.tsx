import { useRef, useState } from 'react';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { BoardColumn } from './board-column';
import { BoardDialogs } from './board-dialogs';
import { DropBar } from './drop-bar';
import { StagePager } from './stage-pager';
import { totalsOf } from './stage-totals';
import { useBoard, type LoadedBoardProps } from './use-board';
import type { ColumnResult } from './use-columns';

interface BoardSurfaceProps extends LoadedBoardProps {
  /** How the deals of each column are being read. */
  results: readonly ColumnResult[];
}

/** The columns side by side; on phones one at a time. */
export function BoardSurface(props: BoardSurfaceProps) {
  const { kind, list, phone, stages, totals, results } = props;
  const t = useT();
  const strip = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(0);
  const { root, board, moves, keys, drag, outcomes } = useBoard(props, strip);
  const at = Math.min(page, stages.open.length - 1);
  const shown = keys.shown.map((column, index) => ({ column, result: results[index] }));

  return (
    <div
      ref={root}
      role="group"
      aria-label={t('board.name', { kinds: kindLabel(kind) })}
      aria-describedby={phone ? undefined : 'board-keys'}
      {...keys.handlers}
      className="flex min-h-0 flex-1 flex-col border-t border-line bg-canvas max-md:border-t-0"
    >
      {phone ? (
        <div className="bg-surface">
          <StagePager list={list} stages={stages.open} at={at} totals={totals} onChoose={setPage} />
        </div>
      ) : (
        <p id="board-keys" className="sr-only">
          {t('board.keys')}
        </p>
      )}
      <div
        ref={strip}
        className="flex min-h-0 flex-1 gap-3 overflow-x-auto overflow-y-hidden px-4 pt-3 max-md:px-0 max-md:pt-2"
      >
        {(phone ? shown.slice(at, at + 1) : shown).map(({ column, result }) => (
          <BoardColumn
            key={column.stage.id}
            column={column}
            totals={totalsOf(totals, column.stage.id)}
            board={board}
            stale={result?.isPlaceholderData ?? false}
            onNeedNext={() => {
              if (result?.hasNextPage && !result.isFetching) void result.fetchNextPage();
            }}
          />
        ))}
      </div>
      {drag && outcomes.length > 0 && (
        <DropBar outcomes={outcomes} over={drag.over && 'outcome' in drag.over ? drag.over.outcome : null} />
      )}
      <BoardDialogs
        moves={moves}
        stages={stages}
        totals={totals}
        phone={phone}
        onClosed={() => setTimeout(keys.restoreFocus, 100)}
      />
    </div>
  );
}
