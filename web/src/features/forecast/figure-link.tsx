import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { encodeSort } from '@/records/model/sort';
import { requireAlso, type Condition } from '@/records/model/filter-tree';
import type { ListState } from '@/records/table/use-list-state';

interface FigureLinkProps {
  list: ListState;
  conditions: readonly Condition[];
  className?: string;
  children: ReactNode;
}

/** Leads to the table of the deals that a figure counts. */
export function FigureLink({ list, conditions, className, children }: FigureLinkProps) {
  const { filter, q, view, sort } = list.query;
  const search = {
    ...(view !== null && { view }),
    ...(q !== '' && { q }),
    sort: encodeSort(sort),
    filter: conditions.reduce(requireAlso, filter),
    layout: 'table' as const,
  };
  return (
    <Link
      to="/$plural"
      params={{ plural: 'deals' }}
      search={search}
      className={cn('touch-target relative rounded-tag tabular-nums hover:underline', className)}
    >
      {children}
    </Link>
  );
}
