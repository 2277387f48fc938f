import type { LabelHTMLAttributes } from 'react';
import { cn } from '@/lib/cn';

interface LabelProps extends LabelHTMLAttributes<HTMLLabelElement> {
  htmlFor: string;
}

export function Label({ className, htmlFor, children, ...rest }: LabelProps) {
  return (
    <label htmlFor={htmlFor} className={cn('text-13 font-medium text-ink', className)} {...rest}>
      {children}
    </label>
  );
}
