import { Skeleton } from '@/ui/skeleton';

export function LinesSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-4 p-4">
      {[0, 1, 2, 3].map((line) => (
        <div key={line} className="flex gap-3">
          <Skeleton className="size-5 rounded-full" />
          <Skeleton className="h-8 flex-1" />
        </div>
      ))}
    </div>
  );
}
