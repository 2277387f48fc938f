import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, type RefObject } from 'react';
import { cardData } from './drag-data';
import { showDragPreview } from './drag-preview';

/** Lets the pointer take a card. `count` says how many go along with it, itself included. */
export function useCardDrag(
  card: RefObject<HTMLElement | null>,
  id: string,
  enabled: boolean,
  count: number,
): void {
  useEffect(() => {
    const element = card.current;
    if (!element || !enabled) return;
    return draggable({
      element,
      getInitialData: () => cardData(id),
      onGenerateDragPreview: (payload) => showDragPreview(payload, count),
    });
  }, [card, id, enabled, count]);
}
