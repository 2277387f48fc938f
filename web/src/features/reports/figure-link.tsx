import type { ReactNode } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import { ListLink } from '@/records/page/list-link';
import { listBehind } from './behind';
import type { Column, ResultRow } from './result-query';

interface FigureLinkProps {
  column: Column;
  /** Null for the total. */
  row: ResultRow | null;
  className?: string;
  children: ReactNode;
}

/** Leads to the records that a figure counts; a figure without such a list stands alone. */
export function FigureLink({ column, row, className = '', children }: FigureLinkProps) {
  const { kinds } = useBootstrap();
  const behind = listBehind(column, row, kinds);
  if (!behind) return <span className={className}>{children}</span>;
  return (
    <ListLink kinds={behind.kinds} filter={behind.filter} className={className}>
      {children}
    </ListLink>
  );
}
