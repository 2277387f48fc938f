import { Skeleton } from '@/ui/skeleton';

const lines = [88, 64, 72, 96, 80, 72, 64];

/** The frame before anybody knows what is in it: same lines, same places. */
export function ShellSkeleton() {
  return (
    <div aria-hidden="true" className="flex min-h-0 flex-1">
      <div className="w-60 shrink-0 border-r border-line bg-canvas px-2 max-md:hidden">
        <div className="mb-1.5 flex h-11 items-center gap-2 pl-1.5">
          <Skeleton className="size-6" />
          <Skeleton className="h-3 w-28" />
        </div>
        <Skeleton className="mb-2.5 h-7.5 rounded-ctl" />
        {lines.map((width, index) => (
          // The lines never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className="flex h-7 items-center gap-2 px-2">
            <Skeleton className="size-4" />
            <span style={{ width }}>
              <Skeleton className="h-3" />
            </span>
          </div>
        ))}
      </div>
      <div className="flex-1 bg-surface">
        <div className="flex h-11 items-center border-b border-line px-4">
          <Skeleton className="h-3 w-24" />
        </div>
      </div>
    </div>
  );
}
