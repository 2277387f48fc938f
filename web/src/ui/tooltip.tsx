import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { Kbd } from './kbd';

interface TooltipProps {
  label: string;
  /** Keys shown beside the text, one entry per key. */
  keys?: readonly string[];
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}

/** Names a control on hover and focus. Needs the TooltipProvider of the app around it. */
export function Tooltip({ label, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="motion-pop z-50 flex items-center gap-2 rounded-ctl border border-line-raised bg-raised-2 px-2 py-1 text-12 text-ink shadow-pop"
        >
          {label}
          {keys && (
            <span className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
