import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';

export function CalendarSkeleton({ phone }: { phone: boolean }) {
  const t = useT();
  const cells = phone ? 6 : 35;
  return (
    <div
      role="status"
      aria-label={t('common.loading')}
      className={phone ? 'grid gap-3 p-3' : 'grid grid-cols-7 gap-px p-2'}
    >
      {Array.from({ length: cells }, (_, index) => (
        <Skeleton key={index} className={phone ? 'h-12' : 'h-24'} />
      ))}
    </div>
  );
}
