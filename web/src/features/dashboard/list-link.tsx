import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useKind } from '@/api/bootstrap';
import { EMPTY_FILTER, type FilterGroup } from '@/records/model/filter-tree';

interface ListLinkProps {
  /** Plural, as in the address. */
  kinds: string;
  filter?: FilterGroup;
  className?: string;
  children: ReactNode;
}

/** Leads to the list behind a number. Who may not open that list sees the number alone. */
export function ListLink({ kinds, filter = EMPTY_FILTER, className, children }: ListLinkProps) {
  const kind = useKind(kinds);
  if (!kind) return <span className={className}>{children}</span>;
  return (
    <Link to="/$plural" params={{ plural: kinds }} search={{ filter }} className={className}>
      {children}
    </Link>
  );
}
