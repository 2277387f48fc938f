import type { Ref, TextareaHTMLAttributes } from 'react';
import { cn } from '@/lib/cn';

interface TextareaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  ref?: Ref<HTMLTextAreaElement>;
}

/** Grows with its text up to half the window, where the browser knows `field-sizing`. */
export function Textarea({ className, rows = 3, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      className={cn(
        'field-sizing-content block max-h-[50dvh] w-full min-w-0 rounded-ctl border border-line-strong bg-surface px-2.5 py-2 text-14 text-ink focus-visible:border-transparent focus-visible:outline-offset-[-1px] disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-danger pointer-coarse:text-16',
        className,
      )}
      {...rest}
    />
  );
}
