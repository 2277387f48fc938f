import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, type RefObject } from 'react';
import type { RecordRow } from '@/api/types';

/** A card with a title of one line; others are measured. */
const CARD_HEIGHT = 118;
const GAP = 8;
const OVERSCAN = 4;
/** Cards before the end at which the next page is asked for. */
const AHEAD = 15;
/** Cards that are announced below the last loaded one, so that there is something to scroll to. */
const ANNOUNCED = 2;

interface CardScrollOptions {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly RecordRow[];
  hasNext: boolean;
  onNeedNext: () => void;
  /** The card that stays in the document wherever the scroll stands, so that focus and drag are not lost. */
  keep: string | null;
}

/** The cards of a column that are drawn, and when more are fetched. */
export function useCardScroll({ scroller, rows, hasNext, onNeedNext, keep }: CardScrollOptions) {
  const kept = keep === null ? -1 : rows.findIndex(({ id }) => id === keep);
  const rangeExtractor = useCallback(
    ({ startIndex, endIndex, overscan, count }: Range) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      if (kept >= 0 && (kept < from || kept > to)) indexes.push(kept);
      return indexes.toSorted((a, b) => a - b);
    },
    [kept],
  );
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? `announced-${index}`, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length + (hasNext ? ANNOUNCED : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey,
    gap: GAP,
    paddingStart: 4,
    paddingEnd: 12,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 16,
    overscan: OVERSCAN,
    rangeExtractor,
    initialRect: { width: 280, height: 700 },
  });
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasNext && last + AHEAD >= rows.length) onNeedNext();
  }, [hasNext, last, rows.length, onNeedNext]);
  return virtualizer;
}
