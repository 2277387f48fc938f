import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';

const dealOf = (data: Record<string | symbol, unknown>) =>
  typeof data['calendarDeal'] === 'string' ? data['calendarDeal'] : null;
const dayOver = (data: Record<string | symbol, unknown> | undefined) =>
  typeof data?.['calendarDay'] === 'string' ? data['calendarDay'] : null;

/** Lets the pointer take a deal. */
export function useDealDrag(chip: RefObject<HTMLElement | null>, id: string, enabled: boolean): void {
  useEffect(() => {
    const element = chip.current;
    if (!element || !enabled) return;
    return draggable({ element, getInitialData: () => ({ calendarDeal: id }) });
  }, [chip, id, enabled]);
}

/** Takes deals that are dropped on a day. */
export function useDayDrop(cell: RefObject<HTMLElement | null>, day: string): void {
  useEffect(() => {
    const element = cell.current;
    if (!element) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => dealOf(source.data) !== null,
      getData: () => ({ calendarDay: day }),
    });
  }, [cell, day]);
}

export interface DayDrag {
  deal: string;
  over: string | null;
}

/** What is being dragged, and over which day. */
export function useDayDrag(onDrop: (deal: string, day: string) => void): DayDrag | null {
  const [drag, setDrag] = useState<DayDrag | null>(null);
  const drop = useEffectEvent(onDrop);
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => dealOf(source.data) !== null,
        onDragStart: ({ source }) => {
          const deal = dealOf(source.data);
          if (deal !== null) setDrag({ deal, over: null });
        },
        onDropTargetChange: ({ location }) => {
          const over = dayOver(location.current.dropTargets[0]?.data);
          setDrag((now) => now && { ...now, over });
        },
        onDrop: ({ source, location }) => {
          const [deal, day] = [dealOf(source.data), dayOver(location.current.dropTargets[0]?.data)];
          setDrag(null);
          if (deal !== null && day !== null) drop(deal, day);
        },
      }),
    [],
  );
  return drag;
}
