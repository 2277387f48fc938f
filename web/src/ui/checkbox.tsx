import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

interface CheckboxProps extends Omit<ComponentProps<typeof Radix.Root>, 'children'> {
  /** Round for tasks, square for everything else. */
  shape?: 'square' | 'round';
}

export function Checkbox({ shape = 'square', className, ...rest }: CheckboxProps) {
  return (
    <Radix.Root
      className={cn(
        'group relative grid size-4 shrink-0 place-items-center border-[1.25px] border-line-strong bg-surface text-on-accent before:absolute before:-inset-1 disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent pointer-coarse:before:-inset-3.5',
        shape === 'round' ? 'rounded-full' : 'rounded-tag',
        className,
      )}
      {...rest}
    >
      <Radix.Indicator>
        <Check size={12} strokeWidth={3} className="group-data-[state=indeterminate]:hidden" />
        <Minus size={12} strokeWidth={3} className="hidden group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
