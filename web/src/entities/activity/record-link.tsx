import { Link } from '@tanstack/react-router';
import { useKind } from '@/api/bootstrap';

interface RecordLinkProps {
  /** Key of the kind. */
  kind: string;
  id: string;
  title: string;
  className?: string;
}

/** A record by its title. Kinds without a page of their own are named only. */
export function RecordLink({ kind, id, title, className }: RecordLinkProps) {
  const meta = useKind(kind);
  if (!meta?.capabilities.includes('page')) return <span className={className}>{title}</span>;
  return (
    <Link
      to="/$plural/$id"
      params={{ plural: meta.plural, id }}
      className={`${className ?? ''} hover:underline`}
    >
      {title}
    </Link>
  );
}
