import { useRef, type PointerEvent } from 'react';

/** The grip of a bottom sheet: pulled down far enough it closes. The close button is its keyboard twin. */
export function SheetHandle({ onClose }: { onClose: () => void }) {
  const start = useRef<number | null>(null);

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const sheet = event.currentTarget.parentElement;
    if (start.current === null || !sheet) return;
    sheet.style.transform = `translateY(${Math.max(0, event.clientY - start.current)}px)`;
  };
  const release = (event: PointerEvent<HTMLDivElement>) => {
    const sheet = event.currentTarget.parentElement;
    const pulled = start.current === null ? 0 : event.clientY - start.current;
    start.current = null;
    if (sheet) sheet.style.transform = '';
    if (pulled > 80) onClose();
  };
  return (
    <div
      aria-hidden="true"
      className="flex h-5 shrink-0 touch-none items-center justify-center"
      onPointerDown={(event) => {
        start.current = event.clientY;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <span className="h-1 w-9 rounded-full bg-line-strong" />
    </div>
  );
}
