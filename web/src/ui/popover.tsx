import { Slot } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { useEver } from '@/lib/use-ever';
import type { PopoverProps } from './popover-panel';

const load = () => import('./popover-panel');
const Panel = lazy(async () => ({ default: (await load()).PopoverPanel }));

/** A button with something beside it that opens. Its code comes once somebody reaches for it. */
export function Popover(props: PopoverProps) {
  const used = useEver(props.open);
  const button = (
    <Slot.Root
      aria-haspopup="dialog"
      aria-expanded={props.open}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => props.onOpenChange(true)}
    >
      {props.trigger}
    </Slot.Root>
  );
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <Panel {...props} />
    </Suspense>
  );
}
