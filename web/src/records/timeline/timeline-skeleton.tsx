import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';

const widths = ['w-64', 'w-80', 'w-52', 'w-72'];

export function TimelineSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-label={t('common.loading')} className="pt-[18px]">
      <Skeleton className="mb-3 h-3 w-24" />
      {widths.map((width) => (
        <div key={width} className="flex items-center gap-2.5 py-[7px]">
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className={`h-4 max-w-[60%] ${width}`} />
        </div>
      ))}
    </div>
  );
}
