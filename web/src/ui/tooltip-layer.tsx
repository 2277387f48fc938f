import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Kbd } from './kbd';
import { placeTooltip } from './place-tooltip';
import type { TooltipSide } from './tooltip-props';

const delay = 400;
/** Within this time after one tooltip the next opens at once. */
const warmth = 300;

/**
 * One tooltip for the whole app. It follows pointer and focus to elements with `data-tooltip`, stays while the
 * pointer is on it and goes with Escape. The name of the control is its own label, so this is for eyes only.
 */
export function TooltipLayer() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: HTMLElement | null = null;
    let closedAt = -Infinity;
    const show = (element: HTMLElement | null, wait: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (shown && !element) closedAt = performance.now();
        shown = element;
        setAnchor(element);
      }, wait);
    };
    const over = (event: PointerEvent) => {
      const target = event.target as Element;
      if (event.pointerType === 'touch' || box.current?.contains(target)) {
        clearTimeout(timer);
        return;
      }
      const element = target.closest<HTMLElement>('[data-tooltip]');
      if (element === shown) clearTimeout(timer);
      else if (!element) show(null, 80);
      else show(element, shown || performance.now() - closedAt < warmth ? 0 : delay);
    };
    const focus = (event: FocusEvent) => {
      const element = (event.target as Element).closest<HTMLElement>('[data-tooltip]');
      if (element?.matches(':focus-visible')) show(element, 0);
    };
    const hide = () => show(null, 0);
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide();

    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', key);
    window.addEventListener('scroll', hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', key);
      window.removeEventListener('scroll', hide, true);
    };
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !anchor) return;
    // The top layer of the browser stands over every dialog without a contest of z-indexes.
    element.showPopover();
    const side = (anchor.dataset['tooltipSide'] ?? 'bottom') as TooltipSide;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const room = { width: window.innerWidth, height: window.innerHeight };
    const { left, top } = placeTooltip(anchor.getBoundingClientRect(), size, room, side);
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  }, [anchor]);

  const label = anchor?.dataset['tooltip'];
  if (!anchor?.isConnected || !label) return null;
  const keys = anchor.dataset['tooltipKeys']?.split(' ') ?? [];
  return (
    <div
      key={label}
      ref={box}
      popover="manual"
      role="tooltip"
      className="fixed inset-auto m-0 flex max-w-72 animate-[pop-in_120ms_ease-out] items-center gap-2 rounded-ctl border border-line-raised bg-raised-2 px-2 py-1 text-12 text-ink shadow-pop"
    >
      {label}
      {keys.length > 0 && (
        <span className="flex gap-1">
          {keys.map((name) => (
            <Kbd key={name}>{name}</Kbd>
          ))}
        </span>
      )}
    </div>
  );
}
