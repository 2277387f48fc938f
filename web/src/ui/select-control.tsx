import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

export interface SelectOption {
  value: string;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps {
  /** Undefined shows the placeholder. An option's value may not be the empty string. */
  value: string | undefined;
  options: readonly SelectOption[];
  onValueChange: (value: string) => void;
  onBlur?: () => void;
  placeholder?: string;
  size?: 'sm' | 'md' | 'lg';
  disabled?: boolean;
  id?: string;
  name?: string;
  className?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
}

const heights = { sm: 'h-7 px-2 text-13', md: 'h-8 px-2.5 text-13', lg: 'h-9 px-2.5 text-14' };

export function SelectControl({
  value,
  options,
  onValueChange,
  onBlur,
  placeholder,
  size = 'lg',
  disabled,
  id,
  name,
  className,
  ...aria
}: SelectProps) {
  return (
    <Radix.Root value={value ?? ''} onValueChange={onValueChange} disabled={disabled} name={name}>
      <Radix.Trigger
        id={id}
        onBlur={onBlur}
        className={cn(
          'flex w-full min-w-0 items-center gap-2 rounded-ctl border border-line-strong bg-surface text-left text-ink focus-visible:border-transparent focus-visible:outline-offset-[-1px] disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-danger data-placeholder:text-ink-3 pointer-coarse:min-h-11',
          heights[size],
          className,
        )}
        {...aria}
      >
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown size={14} strokeWidth={2} className="shrink-0 text-ink-3" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="motion-pop z-50 max-h-[min(var(--radix-select-content-available-height),320px)] min-w-(--radix-select-trigger-width) overflow-hidden rounded-card border border-line-raised bg-raised shadow-pop"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="flex h-7 items-center gap-2 rounded-tag pr-2 pl-2 text-13 outline-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:h-11 dark:data-highlighted:bg-raised-2"
              >
                <Radix.ItemText>
                  <span className="flex min-w-0 items-center gap-2">
                    {option.icon}
                    <span className="truncate">{option.label}</span>
                  </span>
                </Radix.ItemText>
                <Radix.ItemIndicator className="ml-auto">
                  <Check size={14} strokeWidth={2} className="text-ink-2" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
