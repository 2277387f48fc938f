import { cva, type VariantProps } from 'class-variance-authority';
import type { InputHTMLAttributes, Ref } from 'react';
import { cn } from '@/lib/cn';

const look = cva(
  'block w-full min-w-0 rounded-ctl border border-line-strong bg-surface text-ink disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-danger focus-visible:outline-offset-[-1px] focus-visible:border-transparent pointer-coarse:min-h-11 pointer-coarse:text-16',
  {
    variants: {
      size: { sm: 'h-7 px-2 text-13', md: 'h-8 px-2.5 text-13', lg: 'h-9 px-2.5 text-14' },
    },
    defaultVariants: { size: 'lg' },
  },
);

interface InputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'size'>, VariantProps<typeof look> {
  ref?: Ref<HTMLInputElement>;
}

export function Input({ size, className, ...rest }: InputProps) {
  return <input className={cn(look({ size }), className)} {...rest} />;
}
