import { Star } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { IconButton } from '@/ui/icon-button';
import type { SavedReport } from './saved-report';
import { useReportActions } from './use-report-actions';

/** Starred reports stand first, for whoever starred them. */
export function StarButton({ kind, report }: { kind: KindMeta; report: SavedReport }) {
  const t = useT();
  const me = useMe();
  const { star } = useReportActions(kind);
  const starred = report.starredBy.includes(me.id);
  return (
    <IconButton
      label={t('reports.star', { name: report.name })}
      aria-pressed={starred}
      icon={
        <Star size={16} strokeWidth={1.75} className={starred ? 'fill-warning text-warning' : undefined} />
      }
      onClick={() => void star(report, !starred)}
    />
  );
}
