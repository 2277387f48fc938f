import { Link } from '@tanstack/react-router';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useEntity } from '../model/entities-context';
import { RecordAvatar } from './record-avatar';

/** Avatar, where records have one, and name; the name is the link to the record's page. */
export function TitleCell({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const avatar = useEntity(kind)?.avatar ?? 'icon';
  // The same icon in every row would say nothing that the head of the page does not.
  const mark = avatar === 'icon' ? null : <RecordAvatar kind={kind} record={record} size={20} />;
  const text = record.title || t('records.untitled');
  if (!kind.capabilities.includes('page')) {
    return (
      <span className="flex min-w-0 items-center gap-2">
        {mark}
        <span className="truncate">{text}</span>
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      {mark}
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
