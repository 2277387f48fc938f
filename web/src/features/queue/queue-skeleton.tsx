import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';

/** The queue while it is on its way: the list and one thing large. */
export function QueueSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-label={t('common.loading')} className="flex min-h-0 flex-1 bg-surface">
      <div className="grid w-[320px] shrink-0 content-start gap-5 border-r border-line p-4 max-md:hidden">
        {[0, 1, 2, 3, 4].map((line) => (
          <div key={line} className="grid gap-2">
            <Skeleton className="h-4 w-4/5" />
            <Skeleton className="h-3 w-2/5" />
          </div>
        ))}
      </div>
      <div className="mx-auto grid w-full max-w-[820px] content-start gap-4 p-6 max-md:p-4">
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-7 w-80 max-md:w-full" />
        <Skeleton className="h-14" />
        <Skeleton className="h-40" />
      </div>
    </div>
  );
}
