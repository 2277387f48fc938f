import { Link } from '@tanstack/react-router';
import { useKind } from '@/api/bootstrap';

interface RecordLinkProps {
  /** Key of the kind. */
  kind: string;
  id: string;
  title: string;
  /** The title where it is cut; the whole of it is told to whoever points at it. */
  shown?: string;
  className?: string;
}

/** A record by its title. Kinds without a page of their own are named only. */
export function RecordLink({ kind, id, title, shown = title, className }: RecordLinkProps) {
  const meta = useKind(kind);
  const whole = shown === title ? undefined : title;
  if (!meta?.capabilities.includes('page')) {
    return (
      <span className={className} title={whole}>
        {shown}
      </span>
    );
  }
  return (
    <Link
      to="/$plural/$id"
      params={{ plural: meta.plural, id }}
      className={`${className ?? ''} hover:underline`}
      title={whole}
    >
      {shown}
    </Link>
  );
}
