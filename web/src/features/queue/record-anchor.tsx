import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { KindMeta } from '@/api/types';

interface RecordAnchorProps {
  kind: KindMeta;
  id: string;
  className?: string;
  children: ReactNode;
}

/** Leads to a record's own page, where its kind has one. */
export function RecordAnchor({ kind, id, className, children }: RecordAnchorProps) {
  if (!kind.capabilities.includes('page')) return <span>{children}</span>;
  return (
    <Link to="/$plural/$id" params={{ plural: kind.plural, id }} className={className}>
      {children}
    </Link>
  );
}
