import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LockKeyhole } from 'lucide-react';
import { useKind } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { KindIcon } from '@/ui/kind-icon';
import { recordTitleQuery } from '../fields/record-titles';

/** A record that is named: its present title, for those who may read it. */
export function RecordName({ kind: key, id }: { kind: string; id: string }) {
  const t = useT();
  const kind = useKind(key);
  const title = useQuery({ ...recordTitleQuery(kind?.plural ?? '', id), enabled: kind !== undefined });
  if (!kind || title.data === null || title.isError) {
    return (
      <span className="inline-flex items-baseline gap-1 text-ink-3">
        <LockKeyhole size={12} strokeWidth={2} className="translate-y-px self-center" aria-hidden="true" />
        {kind ? t('markdown.hidden_record', { kind: kindLabel(kind, 'one') }) : t('markdown.hidden')}
      </span>
    );
  }
  return (
    <Link
      to="/$plural/$id"
      params={{ plural: kind.plural, id }}
      className="inline-flex max-w-full items-center gap-1 align-bottom font-medium text-link hover:underline"
    >
      <KindIcon name={kind.icon} size={14} />
      <span className="truncate">{title.data ?? '…'}</span>
    </Link>
  );
}
