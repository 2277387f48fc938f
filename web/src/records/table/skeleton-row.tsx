import { Skeleton } from '@/ui/skeleton';
import { cn } from '@/lib/cn';
import type { GridColumn } from './grid-column';

interface SkeletonRowProps {
  columns: readonly GridColumn[];
  start: number;
  /** Varies the lengths of the bars from row to row. */
  index: number;
}

const shares = ['w-3/5', 'w-4/5', 'w-1/2', 'w-2/3'] as const;

/** A row that is not here yet, in the geometry of those that are. */
export function SkeletonRow({ columns, start, index }: SkeletonRowProps) {
  return (
    <div
      aria-hidden="true"
      style={{ transform: `translateY(${start}px)` }}
      className="absolute inset-x-0 top-0 grid grid-cols-(--cols)"
    >
      <div className="flex h-9 items-center border-b border-hairline pl-4">
        <Skeleton className="size-4" />
      </div>
      {columns.map((column, at) => (
        <div key={column.key} className="flex h-9 items-center gap-2 border-b border-hairline px-2.5">
          {at === 0 && <Skeleton className="size-5 shrink-0 rounded-full" />}
          <Skeleton
            className={cn('h-2.5', shares[(index + at) % shares.length], column.align === 'end' && 'ml-auto')}
          />
        </div>
      ))}
    </div>
  );
}
