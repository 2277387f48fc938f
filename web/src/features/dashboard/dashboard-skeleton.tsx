import { Skeleton } from '@/ui/skeleton';
import { PanelLines } from './panel-lines';
import { RevenueSkeleton } from './revenue-skeleton';

const wide = 'grow-3 basis-44 max-md:basis-40';
const narrow = 'grow-2 basis-36 max-md:grow-3 max-md:basis-40';
const figures = [`${wide} max-md:basis-full`, wide, wide, wide, narrow, narrow, narrow];

/** The sheet with its lines, before the numbers are there. */
export function DashboardSkeleton() {
  return (
    <div aria-hidden="true" className="border-y border-line">
      <div className="flex flex-wrap gap-px border-b border-line bg-line">
        {figures.map((size, index) => (
          <div key={index} className={`bg-surface px-5 py-3.5 max-md:px-4 ${size}`}>
            <Skeleton className="h-4 w-16" />
            <Skeleton className="mt-2.5 h-7 w-24" />
            <Skeleton className="mt-2.5 h-3 w-14" />
          </div>
        ))}
      </div>
      <div className="@container">
        <div className="grid gap-px bg-line @3xl:grid-cols-2 @4xl:grid-cols-3">
          <div className="grid @3xl:col-span-2">
            <RevenueSkeleton />
          </div>
          {[4, 6, 6, 7].map((lines, index) => (
            <div key={index} className="bg-surface px-6 py-4 max-md:px-4">
              <Skeleton className="h-4 w-32" />
              <PanelLines lines={lines} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
