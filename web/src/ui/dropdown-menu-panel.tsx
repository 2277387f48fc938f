import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { MenuEntries } from './menu-entries';
import { menuPanel } from './menu-styles';
import type { MenuEntry } from './menu-types';

export interface DropdownMenuProps {
  trigger: ReactElement;
  label: string;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** Above the entries: who is signed in, for example. */
  header?: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Never modal: a modal menu hides the page from assistive technology while focus is inside it. */
export function DropdownMenuPanel({
  trigger,
  label,
  entries,
  align = 'start',
  side = 'bottom',
  header,
  open,
  onOpenChange,
}: DropdownMenuProps) {
  return (
    <Radix.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={menuPanel}
        >
          {header}
          <MenuEntries entries={entries} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
