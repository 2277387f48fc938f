import { cva, type VariantProps } from 'class-variance-authority';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cn } from '@/lib/cn';
import { tooltipProps, type TooltipSide } from './tooltip-props';

const look = cva(
  'touch-target relative inline-grid shrink-0 place-items-center rounded-ctl transition-colors duration-80 disabled:pointer-events-none disabled:opacity-50',
  {
    variants: {
      variant: {
        ghost: 'text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover aria-pressed:bg-hover',
        secondary: 'border border-line bg-surface text-ink-2 shadow-btn hover:bg-hover hover:text-ink',
        bar: 'text-bar-fg-2 hover:bg-bar-hover hover:text-bar-fg',
      },
      size: { xs: 'size-5', sm: 'size-6', md: 'size-7', lg: 'size-9', tap: 'size-11 [&_svg]:size-5' },
    },
    defaultVariants: { variant: 'ghost', size: 'md' },
  },
);

interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>, VariantProps<typeof look> {
  /** The accessible name, and the tooltip. */
  label: string;
  icon: ReactNode;
  keys?: readonly string[];
  /** A red dot for something new; the label has to say so as well. */
  dot?: boolean;
  /** Off where the label is visible beside the button or the tooltip would cover the thing itself. */
  tooltip?: boolean;
  tooltipSide?: TooltipSide;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  label,
  icon,
  keys,
  dot = false,
  tooltip = true,
  tooltipSide,
  variant,
  size,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      {...(tooltip ? tooltipProps(label, keys, tooltipSide) : {})}
      className={cn(look({ variant, size }), className)}
      {...rest}
    >
      {icon}
      {dot && (
        <span className="absolute top-[5px] right-[5px] size-[7px] rounded-full bg-danger ring-2 ring-surface" />
      )}
    </button>
  );
}
