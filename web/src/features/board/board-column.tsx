import { useCallback, useId, useRef } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import type { Column } from './arrange';
import type { BoardControl } from './board-control';
import { CardSkeleton } from './card-skeleton';
import { ColumnHead } from './column-head';
import { DealCard } from './deal-card';
import { gapAt } from './spots';
import type { StageTotals } from './stage-totals';
import { useCardScroll } from './use-card-scroll';
import { useColumnDrop } from './use-column-drop';

interface BoardColumnProps {
  column: Column;
  totals: StageTotals | null;
  board: BoardControl;
  /** The cards are those of the filter before; the new ones are on their way. */
  stale: boolean;
  onNeedNext: () => void;
}

/** The deals of a stage. It scrolls alone and draws the cards that are seen. */
export function BoardColumn({ column, totals, board, stale, onNeedNext }: BoardColumnProps) {
  const t = useT();
  const head = useId();
  const section = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { stage, rows, hasNext } = column;
  const { phone, over } = board;
  const virtualizer = useCardScroll({ scroller, rows, hasNext, onNeedNext, keep: board.active });
  const gapUnder = useCallback(
    (clientY: number) => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      return gapAt(virtualizer.measurementsCache.slice(0, rows.length), clientY - top);
    },
    [virtualizer, rows.length],
  );
  useColumnDrop({ column: section, scroller, stageId: stage.id, enabled: !phone, gapAt: gapUnder });

  const gap = over && 'stage' in over && over.stage === stage.id ? over.gap : null;
  const total = hasNext ? Math.max(totals?.count ?? 0, rows.length) : rows.length;
  const lineAt = (index: number) => {
    const { measurementsCache: cards } = virtualizer;
    const next = index < rows.length ? cards[index] : undefined;
    return next ? next.start - 5 : (cards[rows.length - 1]?.end ?? 0) + 3;
  };
  return (
    <section
      ref={section}
      aria-labelledby={head}
      className={cn(
        'flex min-h-0 flex-col',
        phone ? 'flex-1' : '-mx-1.5 max-w-[332px] min-w-[268px] flex-1 basis-0 rounded-t-bar px-1.5',
        (gap !== null || board.carriedTo === stage.id) && 'bg-drop-tint',
      )}
    >
      {phone ? (
        // The pager says it to the eye.
        <h2 id={head} className="sr-only">
          {stage.title}
        </h2>
      ) : (
        <ColumnHead
          id={head}
          stage={stage}
          totals={totals}
          onAdd={board.add && (() => board.add?.(stage.id))}
        />
      )}
      <div
        ref={scroller}
        className={cn(
          'relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain [scrollbar-width:thin]',
          phone ? 'px-3' : '-mx-1.5 px-1.5',
        )}
      >
        {rows.length === 0 && !hasNext && (
          <p className="px-1.5 py-3 text-12 text-ink-3">{t('board.empty_stage')}</p>
        )}
        <div className="relative">
          <ul
            ref={list}
            aria-label={stage.title}
            aria-busy={stale}
            className={cn('relative transition-opacity duration-80', stale && 'opacity-60 delay-150')}
            style={{ height: virtualizer.getTotalSize() }}
          >
            {virtualizer.getVirtualItems().map((item) => {
              const deal = rows[item.index];
              return (
                <li
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  {...(deal && { 'aria-posinset': item.index + 1, 'aria-setsize': total })}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {deal ? (
                    <DealCard
                      deal={deal}
                      stage={stage}
                      board={board}
                      label={t('board.card', {
                        title: deal.title,
                        stage: stage.title,
                        position: item.index + 1,
                        total,
                      })}
                    />
                  ) : (
                    <CardSkeleton />
                  )}
                </li>
              );
            })}
          </ul>
          {gap !== null && (
            <div
              className="pointer-events-none absolute inset-x-0 top-0 z-[1] h-0.5 rounded-full bg-accent forced-color-adjust-none"
              style={{ transform: `translateY(${lineAt(gap)}px)` }}
            />
          )}
        </div>
      </div>
    </section>
  );
}
