import { useEffect, useState } from 'react';
import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';

const PATIENCE = 1_000;
const widths = ['w-full', 'w-4/5', 'w-3/5', 'w-1/2', 'w-2/5', 'w-1/4'];

/** While a report is made. After a second it says so: many records take their time. */
export function ReportSkeleton() {
  const t = useT();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="grid gap-6 px-6 py-5 max-md:px-4">
      <p role="status" className="h-5 text-ink-2">
        {slow ? t('reports.working') : <span className="sr-only">{t('common.loading')}</span>}
      </p>
      <div className="grid gap-2">
        {widths.map((width) => (
          <Skeleton key={width} className={`h-5 ${width}`} />
        ))}
      </div>
      <div className="grid gap-3">
        {widths.map((width) => (
          <Skeleton key={width} className="h-4 w-full" />
        ))}
      </div>
    </div>
  );
}
