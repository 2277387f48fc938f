import { cn } from '@/lib/cn';

interface SpinnerProps {
  size?: 12 | 16 | 20;
  className?: string;
}

/** A turning ring for something small that is busy. Pages use skeletons instead. */
export function Spinner({ size = 16, className }: SpinnerProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      className={cn('motion-spin shrink-0', className)}
    >
      <circle cx="8" cy="8" r="6" stroke="currentColor" strokeWidth="2" opacity="0.25" />
      <path d="M8 2a6 6 0 0 1 6 6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
