import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Merge } from 'lucide-react';
import { useState } from 'react';
import { useKind, useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { readIncluded } from '@/records/model/field-path';
import { may } from '@/records/model/permissions';
import { Banner } from '@/ui/banner';
import { Button } from '@/ui/button';
import { undoMerge } from './refresh-tickets';

/** Says that another ticket goes on with this one, and takes that back. */
export function MergedBanner({ record }: { record: RecordRow }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const kind = useKind('ticket');
  const [busy, setBusy] = useState(false);
  const into = record['merged_into_id'];
  if (typeof into !== 'string' || !kind) return null;
  const title = readIncluded(record, 'merged_into_id')?.title ?? t('merge.another');
  const undo = async () => {
    setBusy(true);
    await undoMerge(client, record);
    setBusy(false);
  };
  return (
    <Banner
      icon={<Merge size={14} aria-hidden="true" />}
      actions={
        may('update', kind, record, me) &&
        !record.deleted_at && (
          <Button size="sm" variant="ghost" loading={busy} onClick={() => void undo()}>
            {t('merge.undo')}
          </Button>
        )
      }
    >
      {t('merge.is_part')}{' '}
      <Link to="/inbox" search={{ ticket: into }} className="font-medium text-ink underline">
        {title}
      </Link>
    </Banner>
  );
}
