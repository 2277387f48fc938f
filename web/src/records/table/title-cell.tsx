import { Link } from '@tanstack/react-router';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { RecordAvatar } from './record-avatar';

/** Avatar and name; the name is the link to the record's page. */
export function TitleCell({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const text = record.title || t('records.untitled');
  if (!kind.capabilities.includes('page')) {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <RecordAvatar kind={kind} record={record} size={20} />
        <span className="truncate">{text}</span>
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      <RecordAvatar kind={kind} record={record} size={20} />
      <Link
        to="/$plural/$id"
        params={{ plural: kind.plural, id: record.id }}
        tabIndex={-1}
        className="min-w-0 truncate hover:underline"
      >
        {text}
      </Link>
    </span>
  );
}
