import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { FilterGroup } from '@/records/model/filter-tree';
import { ListLink } from '@/records/page/list-link';
import { Sparkline } from './sparkline';

interface KpiProps {
  label: string;
  value: string;
  /** Beside the value and smaller: amounts in other currencies. */
  also?: string | null;
  kinds: string;
  filter: FilterGroup;
  trend?: readonly (number | null)[];
  /** Under the value, within the link. */
  note?: ReactNode;
  /** Under the value: a link of its own. */
  aside?: ReactNode;
  className?: string;
}

/** A figure that opens the list behind it. */
export function Kpi({ label, value, also, kinds, filter, trend, note, aside, className }: KpiProps) {
  return (
    <li className={cn('flex min-w-0 flex-col bg-surface', className)}>
      <ListLink
        kinds={kinds}
        filter={filter}
        className={cn(
          'focus-inset block min-w-0 px-5 pt-3.5 hover:bg-row-hover max-md:px-4',
          aside ? '' : 'flex-1 pb-3.5',
        )}
      >
        <span className="block truncate font-medium text-ink-2">{label}</span>
        <span className="mt-0.5 flex items-end gap-3">
          <span className="text-24 font-semibold whitespace-nowrap tabular-nums">{value}</span>
          {trend && <Sparkline points={trend} />}
        </span>
        {also && <span className="block truncate text-12 text-ink-2 tabular-nums">{also}</span>}
        {note}
      </ListLink>
      {aside}
    </li>
  );
}
