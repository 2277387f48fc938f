import { Skeleton } from '@/ui/skeleton';

/** A card that is on its way. */
export function CardSkeleton() {
  return (
    <div aria-hidden="true" className="grid gap-2.5 rounded-card border border-line bg-surface px-3 py-3">
      <Skeleton className="h-3.5 w-4/5" />
      <Skeleton className="h-3 w-1/2" />
      <Skeleton className="h-3.5 w-2/5" />
      <div className="mt-1 flex justify-between">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="size-5 rounded-full" />
      </div>
    </div>
  );
}
