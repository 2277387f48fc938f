import { cn } from '@/lib/cn';

/** A grey bar where content will be; give it the content's size through className. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('motion-pulse block rounded-tag bg-hover', className)} />;
}
