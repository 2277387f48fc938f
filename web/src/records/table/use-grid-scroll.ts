import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

export const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 36;
const FOOT_HEIGHT = 36;
const OVERSCAN = 8;
/** Rows ahead of the screen at which the next page is asked for: one and a half screens. */
const AHEAD = 1.5;
const TOO_FAST = 3000;
const CALM_AFTER = 120;

interface GridScrollOptions {
  scroller: RefObject<HTMLDivElement | null>;
  /** Rows from the top of the list to the last that is loaded or announced. */
  count: number;
  offset: number;
  loaded: number;
  /** Kept in the document wherever the scroll stands, so that the focus is not lost. */
  keep: number;
  onNeedNext: () => void;
  onNeedPrevious: () => void;
}

/** Virtual rows: which are drawn, when more are fetched, and whether the scroll is too fast to draw cells. */
export function useGridScroll(options: GridScrollOptions) {
  const { scroller, count, offset, loaded, keep, onNeedNext, onNeedPrevious } = options;
  const fast = useFastScroll(scroller);
  const rangeExtractor = useCallback(
    ({ startIndex, endIndex, overscan, count: total }: Range) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(total - 1, endIndex + overscan);
      const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      if (keep >= 0 && keep < total && (keep < from || keep > to)) indexes.push(keep);
      return indexes.toSorted((a, b) => a - b);
    },
    [keep],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollPaddingEnd: FOOT_HEIGHT,
    rangeExtractor,
    initialRect: { width: 1200, height: 800 },
  });
  const { range } = virtualizer;
  const first = range?.startIndex ?? 0;
  const last = range?.endIndex ?? 0;
  const page = Math.max(1, last - first);
  useEffect(() => {
    if (last + page * AHEAD >= offset + loaded) onNeedNext();
    if (first < offset + page * AHEAD && offset > 0) onNeedPrevious();
  }, [first, last, page, offset, loaded, onNeedNext, onNeedPrevious]);
  return { virtualizer, items: virtualizer.getVirtualItems(), fast, page, margin: HEAD_HEIGHT };
}

function useFastScroll(scroller: RefObject<HTMLDivElement | null>): boolean {
  const [fast, setFast] = useState(false);
  const last = useRef({ top: 0, at: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let calm: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      const at = performance.now();
      const top = element.scrollTop;
      const speed = (Math.abs(top - last.current.top) / Math.max(1, at - last.current.at)) * 1000;
      // A single leap (Ctrl+End, a dragged thumb let go) is no fast scroll; two frames in a row are.
      if (speed > TOO_FAST && at - last.current.at < 50) setFast(true);
      last.current = { top, at };
      clearTimeout(calm);
      calm = setTimeout(() => setFast(false), CALM_AFTER);
    };
    element.addEventListener('scroll', watch, { passive: true });
    return () => {
      clearTimeout(calm);
      element.removeEventListener('scroll', watch);
    };
  }, [scroller]);
  return fast;
}
