import type { TooltipSide } from './tooltip-props';

interface Size {
  width: number;
  height: number;
}

const gap = 6;
const edge = 8;
const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

/** Beside the anchor on the wanted side, on the other one where there is no room, and never over the edge. */
export function placeTooltip(
  anchor: Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom' | 'width' | 'height'>,
  box: Size,
  room: Size,
  wanted: TooltipSide,
): { left: number; top: number } {
  const needs = wanted === 'top' || wanted === 'bottom' ? box.height : box.width;
  const space = {
    top: anchor.top,
    bottom: room.height - anchor.bottom,
    left: anchor.left,
    right: room.width - anchor.right,
  };
  const side = space[wanted] < needs + gap + edge ? opposite[wanted] : wanted;
  const middle = {
    left: anchor.left + (anchor.width - box.width) / 2,
    top: anchor.top + (anchor.height - box.height) / 2,
  };
  const places = {
    top: { left: middle.left, top: anchor.top - box.height - gap },
    bottom: { left: middle.left, top: anchor.bottom + gap },
    left: { left: anchor.left - box.width - gap, top: middle.top },
    right: { left: anchor.right + gap, top: middle.top },
  };
  const place = places[side];
  return {
    left: Math.max(edge, Math.min(place.left, room.width - box.width - edge)),
    top: Math.max(edge, Math.min(place.top, room.height - box.height - edge)),
  };
}
