import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface BannerProps {
  tone?: 'neutral' | 'warning' | 'danger';
  icon?: ReactNode;
  /** Buttons at the end. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A slim line over the page for a state of the whole app. It is announced when it appears. */
export function Banner({ tone = 'neutral', icon, actions, children }: BannerProps) {
  return (
    <div
      role="status"
      className={cn(
        'flex min-h-8 shrink-0 items-center justify-center gap-2 border-b border-line px-4 py-1 text-12',
        tone === 'neutral' && 'bg-sunken text-ink-2',
        tone === 'warning' && 'tinted [--h:80]',
        tone === 'danger' && 'tinted [--h:25]',
      )}
    >
      {icon}
      <span className="min-w-0">{children}</span>
      {actions}
    </div>
  );
}
