import { Skeleton } from '@/ui/skeleton';

/** The shape of the figures while they are on their way: eight of them, and the stages below. */
export function FiguresSkeleton() {
  return (
    <div aria-hidden="true" className="@container overflow-hidden rounded-card border border-line">
      <div className="grid grid-cols-2 gap-px bg-line @2xl:grid-cols-4">
        {Array.from({ length: 8 }, (_, index) => (
          <div key={index} className="grid h-[84px] content-start gap-2 bg-surface px-3.5 py-3">
            <Skeleton className="h-4 w-16" />
            <Skeleton className="h-6 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
