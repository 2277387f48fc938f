import { useRef, type PointerEvent } from 'react';
import { clampWidth } from '../model/columns';

interface ResizeHandleProps {
  width: number;
  onMove: (width: number) => void;
  onEnd: (width: number) => void;
}

/** The edge of a column to drag. Keyboard and menu have "wider" and "narrower" instead, so it is hidden from them. */
export function ResizeHandle({ width, onMove, onEnd }: ResizeHandleProps) {
  const start = useRef<number | null>(null);
  const widthAt = (event: PointerEvent<HTMLElement>) => {
    const sign = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    return clampWidth(width + sign * (event.clientX - (start.current ?? event.clientX)));
  };
  return (
    <span
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = event.clientX;
      }}
      onPointerMove={(event) => start.current !== null && onMove(widthAt(event))}
      onPointerUp={(event) => {
        if (start.current === null) return;
        const next = widthAt(event);
        start.current = null;
        if (next !== width) onEnd(next);
      }}
      className="absolute inset-y-0 -right-1 z-[2] w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:left-1/2 after:w-px after:bg-transparent hover:after:bg-line-strong active:after:bg-line-strong"
    />
  );
}
