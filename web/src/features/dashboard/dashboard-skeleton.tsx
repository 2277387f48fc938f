import { Skeleton } from '@/ui/skeleton';
import { PanelLines } from './panel-lines';

/** The sheet with its lines, before the numbers are there. */
export function DashboardSkeleton() {
  return (
    <div aria-hidden="true" className="@container border-t border-line">
      <div className="grid grid-cols-2 gap-px bg-line @2xl:grid-cols-4 @6xl:grid-cols-8">
        {Array.from({ length: 8 }, (_, index) => (
          <div key={index} className="bg-surface py-3.5 pr-3 pl-5">
            <Skeleton className="h-4 w-16" />
            <Skeleton className="mt-2 h-7 w-24" />
            <Skeleton className="mt-2 h-3 w-14" />
          </div>
        ))}
      </div>
      <div className="grid gap-px border-y border-line bg-line @4xl:grid-cols-[2fr_1fr]">
        {[4, 5].map((lines) => (
          <div key={lines} className="bg-surface px-6 py-4">
            <Skeleton className="h-4 w-32" />
            <PanelLines lines={lines} />
          </div>
        ))}
      </div>
    </div>
  );
}
