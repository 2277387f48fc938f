import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';

const widths = ['w-40', 'w-56', 'w-48', 'w-64', 'w-44'];

export function TrashSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-label={t('common.loading')}>
      {widths.map((width) => (
        <div key={width} className="flex h-11 items-center gap-3 border-b border-hairline px-4">
          <Skeleton className="size-4" />
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
