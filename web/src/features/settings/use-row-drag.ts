import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { useEffect, useRef, useState } from 'react';

interface RowDragOptions {
  /** Rows go among those of their own list alone. */
  list: string;
  index: number;
  enabled: boolean;
  onMove: (from: number, to: number) => void;
}

/** Lets the pointer put a row elsewhere in its list, by its handle. `edge` is where the one held would go. */
export function useRowDrag({ list, index, enabled, onMove }: RowDragOptions) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const [edge, setEdge] = useState<'above' | 'below' | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const [element, dragHandle] = [row.current, handle.current];
    if (!element || !dragHandle || !enabled) return;
    const edgeAt = (clientY: number) => {
      const { top, height } = element.getBoundingClientRect();
      return clientY > top + height / 2 ? 'below' : 'above';
    };
    const ends = [
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ settingList: list, index }),
        onDragStart: () => setHeld(true),
        onDrop: () => setHeld(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data['settingList'] === list,
        onDrag: ({ source, location }) =>
          setEdge(source.data['index'] === index ? null : edgeAt(location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ source, location }) => {
          setEdge(null);
          const from = Number(source.data['index']);
          const gap = index + (edgeAt(location.current.input.clientY) === 'below' ? 1 : 0);
          const to = gap > from ? gap - 1 : gap;
          if (to !== from) onMove(from, to);
        },
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [list, index, enabled, onMove]);
  return { row, handle, edge, held };
}
