import { useId, type ReactNode } from 'react';
import { Checkbox } from '@/ui/checkbox';

export interface CheckItem {
  value: string;
  label: string;
  icon?: ReactNode;
}

interface CheckListProps {
  label: string;
  items: readonly CheckItem[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Every choice with a box: what a filter is set to is seen without opening anything. */
export function CheckList({ label, items, chosen, onChange }: CheckListProps) {
  const base = useId();
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <div role="group" aria-label={label} className="-mx-1 max-h-64 overflow-y-auto">
      {items.map((item) => (
        <div
          key={item.value}
          className="flex h-7 items-center gap-2 rounded-tag px-2 hover:bg-hover pointer-coarse:h-11 dark:hover:bg-raised-2"
        >
          <Checkbox
            id={`${base}-${item.value}`}
            checked={chosen.includes(item.value)}
            onCheckedChange={() => toggle(item.value)}
          />
          <label htmlFor={`${base}-${item.value}`} className="flex min-w-0 flex-1 items-center gap-2">
            {item.icon}
            <span className="truncate">{item.label}</span>
          </label>
        </div>
      ))}
    </div>
  );
}
