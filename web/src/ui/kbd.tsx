import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface KbdProps {
  children: ReactNode;
  /** `bar`: on the ink bar. `quiet`: without a line, as in the search box. */
  tone?: 'default' | 'quiet' | 'bar';
}

export function Kbd({ children, tone = 'default' }: KbdProps) {
  return (
    <kbd
      className={cn(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-tag border px-1 font-sans text-11 font-medium',
        tone === 'default' && 'border-line bg-surface text-ink-3 dark:border-line-raised dark:bg-transparent',
        tone === 'quiet' && 'border-transparent bg-hover text-ink-3',
        tone === 'bar' && 'border-bar-line text-bar-fg-2',
      )}
    >
      {children}
    </kbd>
  );
}
