import { Slot } from 'radix-ui';
import type { ReactElement } from 'react';
import { tooltipProps, type TooltipSide } from './tooltip-props';

interface TooltipProps {
  label: string;
  /** Keys shown beside the text, one entry per key. */
  keys?: readonly string[];
  side?: TooltipSide;
  children: ReactElement;
}

/** Names a control on hover and focus. The TooltipLayer of the app draws it. */
export function Tooltip({ label, keys, side, children }: TooltipProps) {
  return <Slot.Root {...tooltipProps(label, keys, side)}>{children}</Slot.Root>;
}
