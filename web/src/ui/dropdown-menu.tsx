import { Slot } from 'radix-ui';
import { lazy, Suspense, useState, type KeyboardEvent } from 'react';
import { useEver } from '@/lib/use-ever';
import type { DropdownMenuProps } from './dropdown-menu-panel';

const load = () => import('./dropdown-menu-panel');
const Panel = lazy(async () => ({ default: (await load()).DropdownMenuPanel }));

type Props = Omit<DropdownMenuProps, 'open' | 'onOpenChange'> &
  Partial<Pick<DropdownMenuProps, 'open' | 'onOpenChange'>>;

/** A button with a menu. The menu's code comes once somebody reaches for one. */
export function DropdownMenu({ open, onOpenChange, trigger, ...menu }: Props) {
  const [ownOpen, setOwnOpen] = useState(false);
  const shown = open ?? ownOpen;
  const setShown = onOpenChange ?? setOwnOpen;
  const used = useEver(shown);
  const button = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={shown}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setShown(true)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        setShown(true);
      }}
    >
      {trigger}
    </Slot.Root>
  );
  if (!used) return button;
  return (
    <Suspense fallback={button}>
      <Panel open={shown} onOpenChange={setShown} trigger={trigger} {...menu} />
    </Suspense>
  );
}
