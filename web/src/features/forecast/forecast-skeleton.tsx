import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';

export function ForecastSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-label={t('common.loading')} className="grid gap-3 px-4 py-3">
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} className="h-9" />
      ))}
    </div>
  );
}
