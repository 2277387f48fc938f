import { lazy, Suspense } from 'react';
import type { CalendarProps } from './calendar';
import { Skeleton } from './skeleton';

export interface CalendarRangeProps extends Omit<CalendarProps, 'value' | 'onSelect'> {
  /** Both days as `YYYY-MM-DD`. */
  value: { from: string; to: string };
  /** With the second press. */
  onSelect: (value: { from: string; to: string }) => void;
  /** What a press does now. */
  firstHint: string;
  lastHint: string;
}

const Months = lazy(async () => ({ default: (await import('./calendar-range-month')).CalendarRangeMonth }));

/** A month to pick two days from. The library behind it loads when a calendar first opens. */
export function CalendarRange(props: CalendarRangeProps) {
  return (
    <Suspense fallback={<Skeleton className="m-3 h-[292px] w-[252px]" />}>
      <Months {...props} />
    </Suspense>
  );
}
