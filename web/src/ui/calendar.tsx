import { lazy, Suspense } from 'react';
import { Skeleton } from './skeleton';

export interface CalendarProps {
  /** `YYYY-MM-DD`, or null when no day is chosen. */
  value: string | null;
  onSelect: (value: string) => void;
  /** BCP 47 tag for names of months and days. */
  locale: string;
  previousLabel: string;
  nextLabel: string;
  weekStartsOn?: 0 | 1 | 6;
  min?: string;
  max?: string;
}

const Month = lazy(async () => ({ default: (await import('./calendar-month')).CalendarMonth }));

/** A month to pick a day from. The library behind it loads when a calendar first opens. */
export function Calendar(props: CalendarProps) {
  return (
    <Suspense fallback={<Skeleton className="m-3 h-[268px] w-[252px]" />}>
      <Month {...props} />
    </Suspense>
  );
}
