import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { useLive } from '@/records/live/live-store';
import { draggedCard, dropTarget, sameTarget, type DropTarget } from './drag-data';

export interface Drag {
  card: string;
  /** All cards that go along. */
  moving: ReadonlySet<string>;
  over: DropTarget | null;
}

interface BoardDragOptions {
  /** The strip of columns, which scrolls sideways. */
  strip: RefObject<HTMLElement | null>;
  movingWith: (card: string) => ReadonlySet<string>;
  onDrop: (card: string, moving: ReadonlySet<string>, target: DropTarget) => void;
}

/** What is being dragged, and over what. */
export function useBoardDrag({ strip, movingWith, onDrop }: BoardDragOptions): Drag | null {
  const [drag, setDrag] = useState<Drag | null>(null);
  const start = useEffectEvent((card: string) => setDrag({ card, moving: movingWith(card), over: null }));
  const drop = useEffectEvent((card: string, target: DropTarget | null) => {
    if (target) onDrop(card, movingWith(card), target);
    // The dropped card has its new place on the screen a moment later; until then it stays pale in the old one.
    setTimeout(() => setDrag(null), 0);
  });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => draggedCard(source.data) !== null,
        onDragStart: ({ source }) => {
          useLive.setState({ carrying: true });
          const card = draggedCard(source.data);
          if (card !== null) start(card);
        },
        onDrag: ({ location }) => {
          const over = dropTarget(location.current.dropTargets[0]?.data);
          setDrag((now) => (now && !sameTarget(now.over, over) ? { ...now, over } : now));
        },
        onDrop: ({ source, location }) => {
          useLive.setState({ carrying: false });
          const card = draggedCard(source.data);
          if (card !== null) drop(card, dropTarget(location.current.dropTargets[0]?.data));
        },
      }),
    [],
  );
  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    return autoScrollForElements({
      element,
      canScroll: ({ source }) => draggedCard(source.data) !== null,
    });
  }, [strip]);
  return drag;
}
