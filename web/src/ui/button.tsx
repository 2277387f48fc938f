import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { cn } from '@/lib/cn';
import { Spinner } from './spinner';

const look = cva(
  'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-ctl border font-medium whitespace-nowrap transition-colors duration-80 select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-not-allowed',
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-accent text-on-accent shadow-btn hover:bg-accent-hover [&_svg]:text-current',
        secondary:
          'border-line bg-surface text-ink shadow-btn hover:bg-hover data-[state=open]:bg-hover [&_svg]:text-ink-2',
        ghost:
          'border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover',
        danger:
          'border-transparent bg-danger text-on-danger shadow-btn hover:bg-danger-hover [&_svg]:text-current',
      },
      size: {
        sm: 'touch-target h-7 px-2.5 text-13',
        md: 'h-8 px-3 text-13 pointer-coarse:min-h-11',
        lg: 'h-9 px-3.5 text-14 pointer-coarse:min-h-11',
      },
      leading: { true: '', false: '' },
    },
    compoundVariants: [
      { size: 'sm', leading: true, className: 'pl-2' },
      { size: 'md', leading: true, className: 'pl-2.5' },
    ],
    defaultVariants: { variant: 'secondary', size: 'md', leading: false },
  },
);

interface ButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>, Omit<VariantProps<typeof look>, 'leading'> {
  /** A lucide icon element of 16 px before the text. */
  icon?: ReactNode;
  /** Shows a spinner in place of the icon and ignores presses, while the focus stays. */
  loading?: boolean;
  /** Renders the only child (a link) with the look of a button. */
  asChild?: boolean;
  type?: 'button' | 'submit';
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant,
  size,
  icon,
  loading = false,
  asChild = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = cn(look({ variant, size, leading: icon !== undefined || loading }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (loading) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type={type}
      className={classes}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={press}
      {...rest}
    >
      {loading ? <Spinner size={16} /> : icon}
      {children}
    </button>
  );
}
