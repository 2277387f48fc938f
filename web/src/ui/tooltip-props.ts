export type TooltipSide = 'top' | 'right' | 'bottom' | 'left';

/** What makes an element show a tooltip: attributes, so that a thousand of them cost nothing. */
export function tooltipProps(label: string, keys?: readonly string[], side: TooltipSide = 'bottom') {
  return {
    'data-tooltip': label,
    'data-tooltip-keys': keys?.join(' '),
    'data-tooltip-side': side,
  };
}
