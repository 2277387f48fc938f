import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useKind } from '@/api/bootstrap';
import type { FilterGroup } from '../model/filter-tree';

interface ListLinkProps {
  /** Plural, as in the address. */
  kinds: string;
  /** Without one the list shows what it shows by itself. */
  filter?: FilterGroup;
  className?: string;
  children: ReactNode;
}

/** Leads to the list behind a number. Who may not open that list sees the number alone. */
export function ListLink({ kinds, filter, className, children }: ListLinkProps) {
  const kind = useKind(kinds);
  if (!kind) return <span className={className}>{children}</span>;
  return (
    <Link
      to="/$plural"
      params={{ plural: kinds }}
      search={filter === undefined ? {} : { filter }}
      className={className}
    >
      {children}
    </Link>
  );
}
