import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useKind } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { KindIcon } from '@/ui/kind-icon';
import type { CellProps } from '../../model/field-context';
import { recordTitleQuery } from '../record-titles';
import { linkedRecord } from '../reference-value';

/** A link to a record of any kind; until its title is known, the kind says what it is. */
export function RecordCell({ value, compact }: CellProps) {
  const link = linkedRecord(value);
  const kind = useKind(link?.kind ?? '');
  const { data: title } = useQuery({
    ...recordTitleQuery(kind?.plural ?? '', link?.id ?? ''),
    enabled: kind !== undefined && link !== null && link.title === undefined,
  });
  if (!link || !kind) return null;
  const text = link.title ?? title ?? kindLabel(kind, 'one');
  if (compact) return <>{text}</>;
  return (
    <Link
      to="/$plural/$id"
      params={{ plural: kind.plural, id: link.id }}
      tabIndex={-1}
      className="inline-flex max-w-full items-center gap-1.5 align-top hover:underline"
    >
      <KindIcon name={kind.icon} size={14} className="shrink-0 text-ink-3" />
      <span className="truncate">{text}</span>
    </Link>
  );
}
