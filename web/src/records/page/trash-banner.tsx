import { ArchiveRestore, Trash2 } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Banner } from '@/ui/banner';
import { Button } from '@/ui/button';
import { may } from '../model/permissions';
import { daysLeft } from './days-left';
import { useRestoreRecord } from './use-restore-record';

/** Says that the record lies in the trash, for how long, and brings it back. */
export function TrashBanner({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const me = useMe();
  const restore = useRestoreRecord(kind);
  const count = daysLeft(record.deleted_at ?? null);
  return (
    <Banner
      tone="warning"
      icon={<Trash2 size={14} strokeWidth={2} aria-hidden="true" />}
      actions={
        may('delete', kind, record, me) && (
          <Button
            size="sm"
            loading={restore.isPending}
            icon={<ArchiveRestore size={16} strokeWidth={1.75} />}
            onClick={() => restore.mutate(record)}
          >
            {t('page.restore')}
          </Button>
        )
      }
    >
      {t('page.in_trash', { count })}
    </Banner>
  );
}
