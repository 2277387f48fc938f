import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';

/** Parts of a deal on their way. */
export function PartsSkeleton() {
  const t = useT();
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      className="grid max-w-[884px] gap-2 px-8 pt-4 max-md:px-4"
    >
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
    </div>
  );
}
