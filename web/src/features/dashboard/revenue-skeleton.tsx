import { Skeleton } from '@/ui/skeleton';

/** The room of the revenue's chart. */
export function RevenueSkeleton() {
  return (
    <div aria-hidden="true" className="bg-surface px-6 py-4 max-md:px-4">
      <Skeleton className="mt-1 h-4 w-32" />
      <Skeleton className="mt-5 h-58 w-full max-md:h-50" />
    </div>
  );
}
