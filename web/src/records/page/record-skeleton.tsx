import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { kindLabel } from '@/i18n/labels';
import { KindIcon } from '@/ui/kind-icon';
import { Skeleton } from '@/ui/skeleton';
import { TopBar } from '@/ui/top-bar';
import { TimelineSkeleton } from '../timeline/timeline-skeleton';

/** The shape of the page while the record is on its way. */
export function RecordSkeleton({ kind }: { kind: KindMeta }) {
  const t = useT();
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy="true">
      <TopBar icon={<KindIcon name={kind.icon} />} title={kindLabel(kind)} />
      <div className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="px-8 pt-5 max-md:px-4">
          <span className="sr-only" role="status">
            {t('common.loading')}
          </span>
          <div className="flex items-center gap-3">
            <Skeleton className="size-10 rounded-card" />
            <div className="grid gap-2">
              <Skeleton className="h-5 w-56" />
              <Skeleton className="h-4 w-40" />
            </div>
          </div>
          <div className="mt-5 flex gap-8">
            {[16, 20, 24].map((width) => (
              <Skeleton key={width} className="h-9 w-20" />
            ))}
          </div>
          <Skeleton className="mt-8 h-24 w-full rounded-card" />
          <TimelineSkeleton />
        </div>
        <div className="hidden border-l border-line px-5 pt-4 lg:block">
          {['w-24', 'w-32', 'w-20', 'w-28', 'w-24', 'w-36'].map((width, index) => (
            <div key={`${width}${index === 4 ? 'b' : ''}`} className="flex h-8 items-center gap-6">
              <Skeleton className="h-4 w-24" />
              <Skeleton className={`h-4 ${width}`} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
