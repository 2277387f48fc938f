import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { cn } from '@/lib/cn';
import { Kbd } from './kbd';
import { menuPanel, menuRow } from './menu-styles';
import type { MenuEntry } from './menu-types';

/** The rows of a menu or of one of its sub-menus. */
export function MenuEntries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry) => {
    switch (entry.type) {
      case 'separator':
        return <Radix.Separator key={entry.id} className="-mx-1 my-1 h-px bg-line" />;
      case 'label':
        return (
          <Radix.Label key={entry.id} className="px-2 pt-1.5 pb-1 text-12 font-medium text-ink-3">
            {entry.label}
          </Radix.Label>
        );
      case 'toggle':
        return (
          <Radix.CheckboxItem
            key={entry.id}
            checked={entry.checked}
            disabled={entry.disabled}
            onCheckedChange={entry.onCheckedChange}
            onSelect={(event) => event.preventDefault()}
            className={menuRow}
          >
            {entry.icon && <span className="text-ink-2">{entry.icon}</span>}
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            <Radix.ItemIndicator>
              <Check size={14} strokeWidth={2} className="text-ink-2" />
            </Radix.ItemIndicator>
          </Radix.CheckboxItem>
        );
      case 'sub':
        return (
          <Radix.Sub key={entry.id}>
            <Radix.SubTrigger className={menuRow}>
              {entry.icon && <span className="text-ink-2">{entry.icon}</span>}
              <span className="min-w-0 flex-1 truncate">{entry.label}</span>
              <ChevronRight size={14} strokeWidth={2} className="text-ink-3" />
            </Radix.SubTrigger>
            <Radix.Portal>
              <Radix.SubContent sideOffset={4} collisionPadding={8} className={menuPanel}>
                <MenuEntries entries={entry.entries} />
              </Radix.SubContent>
            </Radix.Portal>
          </Radix.Sub>
        );
      case 'item':
        return (
          <Radix.Item
            key={entry.id}
            disabled={entry.disabled}
            onSelect={entry.onSelect}
            className={cn(menuRow, entry.tone === 'danger' && 'text-danger')}
          >
            {entry.icon && (
              <span className={entry.tone === 'danger' ? 'text-danger' : 'text-ink-2'}>{entry.icon}</span>
            )}
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            {entry.keys && (
              <span className="ml-4 flex gap-1">
                {entry.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            )}
            {entry.checked && <Check size={14} strokeWidth={2} className="text-ink-2" />}
          </Radix.Item>
        );
    }
  });
}
