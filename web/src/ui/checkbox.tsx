import { Check, Minus } from 'lucide-react';
import type { ButtonHTMLAttributes, KeyboardEvent, MouseEvent, Ref } from 'react';
import { cn } from '@/lib/cn';

type Checked = boolean | 'indeterminate';

interface CheckboxProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'type' | 'role'> {
  checked: Checked;
  onCheckedChange?: (checked: boolean) => void;
  /** Round for tasks, square for everything else. */
  shape?: 'square' | 'round';
  ref?: Ref<HTMLButtonElement>;
}

/** Toggled by click and Space, as a checkbox is; Enter belongs to the form around it. */
export function Checkbox({
  checked,
  onCheckedChange,
  shape = 'square',
  className,
  onClick,
  ...rest
}: CheckboxProps) {
  const toggle = (event: MouseEvent<HTMLButtonElement>) => {
    onClick?.(event);
    if (!event.defaultPrevented) onCheckedChange?.(checked !== true);
  };
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={checked === 'indeterminate' ? 'mixed' : checked}
      onClick={toggle}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()}
      className={cn(
        'relative grid size-4 shrink-0 place-items-center border-[1.25px] text-on-accent before:absolute before:-inset-1 disabled:opacity-50 pointer-coarse:before:-inset-3.5',
        checked ? 'border-accent bg-accent' : 'border-line-strong bg-surface',
        shape === 'round' ? 'rounded-full' : 'rounded-tag',
        className,
      )}
      {...rest}
    >
      {checked === true && <Check size={12} strokeWidth={3} aria-hidden="true" />}
      {checked === 'indeterminate' && <Minus size={12} strokeWidth={3} aria-hidden="true" />}
    </button>
  );
}
