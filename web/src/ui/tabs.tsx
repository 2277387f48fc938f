import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

export interface TabItem<Value extends string> {
  value: Value;
  label: string;
  count?: string;
}

interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  items: readonly TabItem<Value>[];
  onValueChange: (value: Value) => void;
  listClassName?: string;
  panelClassName?: string;
  /** At the end of the row of tabs: a filter of the panel. */
  end?: ReactNode;
  /** The panel of the chosen tab. */
  children: ReactNode;
}

/** Tabs with their panel. The chosen tab is ink, not accent. */
export function Tabs<Value extends string>({
  label,
  value,
  items,
  onValueChange,
  listClassName,
  panelClassName,
  end,
  children,
}: TabsProps<Value>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className={cn('flex h-10 shrink-0 items-stretch gap-1 border-b border-line', listClassName)}>
        <Radix.List
          aria-label={label}
          className="flex min-w-0 flex-1 items-stretch gap-1 overflow-x-auto [scrollbar-width:none]"
        >
          {items.map((item) => (
            <Radix.Trigger
              key={item.value}
              value={item.value}
              className="focus-inset relative flex shrink-0 items-center gap-1.5 px-2 text-13 font-medium whitespace-nowrap text-ink-2 hover:text-ink data-[state=active]:text-ink data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:rounded-t-[2px] data-[state=active]:after:bg-ink"
            >
              {item.label}
              {item.count !== undefined && (
                <span className="text-12 font-medium text-ink-3 tabular-nums">{item.count}</span>
              )}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {end && <div className="flex shrink-0 items-center">{end}</div>}
      </div>
      <Radix.Content value={value} className={cn('focus-inset min-h-0 flex-1 outline-none', panelClassName)}>
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
