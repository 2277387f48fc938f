import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, type RefObject } from 'react';
import { draggedCard, targetData } from './drag-data';

interface ColumnDropOptions {
  column: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  stageId: string;
  enabled: boolean;
  /** Which gap a pointer at this height means. */
  gapAt: (clientY: number) => number;
}

/** Takes cards that are dropped on a column, and scrolls it when they are held near its edge. */
export function useColumnDrop({ column, scroller, stageId, enabled, gapAt }: ColumnDropOptions): void {
  useEffect(() => {
    const [element, inside] = [column.current, scroller.current];
    if (!enabled || !element || !inside) return;
    const ends = [
      dropTargetForElements({
        element,
        canDrop: ({ source }) => draggedCard(source.data) !== null,
        getData: ({ input }) => targetData({ stage: stageId, gap: gapAt(input.clientY) }),
      }),
      autoScrollForElements({
        element: inside,
        canScroll: ({ source }) => draggedCard(source.data) !== null,
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [column, scroller, stageId, enabled, gapAt]);
}
