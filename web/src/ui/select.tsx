import { lazy, Suspense } from 'react';
import type { SelectProps } from './select-control';
import { Skeleton } from './skeleton';

const Control = lazy(async () => ({ default: (await import('./select-control')).SelectControl }));

const heights = { sm: 'h-7', md: 'h-8', lg: 'h-9' };

/** A short, fixed list. More than about fifteen options belong in a Combobox. */
export function Select(props: SelectProps) {
  return (
    <Suspense fallback={<Skeleton className={`w-full ${heights[props.size ?? 'lg']}`} />}>
      <Control {...props} />
    </Suspense>
  );
}
