import { Link } from '@tanstack/react-router';
import { ArchiveRestore } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { may } from '@/records/model/permissions';
import { daysLeft } from '@/records/page/days-left';
import { RecordAvatar } from '@/records/table/record-avatar';
import { useRestoreRecord } from '@/records/page/use-restore-record';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';

interface TrashRowProps {
  kind: KindMeta;
  record: RecordRow;
  ticked: boolean;
  onTick: (on: boolean) => void;
}

/** A deleted record: what it was, when it went, how long it stays. */
export function TrashRow({ kind, record, ticked, onTick }: TrashRowProps) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const restore = useRestoreRecord(kind);
  const left = daysLeft(record.deleted_at ?? null);
  const mayRestore = may('delete', kind, record, me);
  return (
    <li
      className={cn(
        'flex min-h-11 items-center gap-3 border-b border-hairline px-4 max-md:min-h-16 max-md:px-3',
        ticked && 'bg-selected',
      )}
    >
      <Checkbox
        checked={ticked}
        disabled={!mayRestore}
        aria-label={t('trash.tick', { title: record.title })}
        onCheckedChange={(on) => onTick(on === true)}
      />
      <RecordAvatar kind={kind} record={record} size={24} />
      <div className="flex min-w-0 flex-1 items-center gap-4 max-md:flex-col max-md:items-start max-md:gap-0">
        <Link
          to="/$plural/$id"
          params={{ plural: kind.plural, id: record.id }}
          className="max-w-full min-w-0 truncate font-medium hover:underline"
        >
          {record.title}
        </Link>
        <span className="ml-auto text-12 text-ink-3 tabular-nums max-md:ml-0">
          {record.deleted_at && (
            <time dateTime={record.deleted_at} title={format.full(record.deleted_at)}>
              {t('trash.deleted', { when: format.ago(record.deleted_at) })}
            </time>
          )}
          {' · '}
          <span className={cn(left <= 3 && 'font-medium text-danger')}>
            {t('trash.days_left', { count: left })}
          </span>
        </span>
      </div>
      {mayRestore && (
        <Button
          size="sm"
          variant="ghost"
          loading={restore.isPending}
          icon={<ArchiveRestore size={16} strokeWidth={1.75} />}
          aria-label={t('trash.restore', { title: record.title })}
          onClick={() => restore.mutate(record)}
        >
          <span className="max-md:sr-only">{t('page.restore')}</span>
        </Button>
      )}
    </li>
  );
}
