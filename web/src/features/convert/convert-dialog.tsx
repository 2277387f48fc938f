import { useQuery } from '@tanstack/react-query';
import { conversionQuery } from '@/api/conversion';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { GuardedDialog } from '@/records/form/guarded-dialog';
import { PanelError } from '@/records/page/panel-error';
import { Skeleton } from '@/ui/skeleton';
import { ConvertForm } from './convert-form';

interface ConvertDialogProps {
  lead: RecordRow;
  kind: KindMeta;
  onClose: () => void;
}

/** What a lead is to become. */
export function ConvertDialog({ lead, kind, onClose }: ConvertDialogProps) {
  const t = useT();
  const { data, error, isFetching, refetch } = useQuery(conversionQuery(lead.id));
  return (
    <GuardedDialog
      title={t('convert.title', { title: lead.title })}
      discard={{ title: t('convert.discard_title'), text: t('convert.discard_text') }}
      onClose={onClose}
    >
      {(guard) =>
        data ? (
          <ConvertForm lead={lead} kind={kind} proposal={data} onDone={onClose} {...guard} />
        ) : error && !isFetching ? (
          <PanelError error={error} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label={t('common.loading')} className="grid gap-4">
            {['h-28', 'h-40', 'h-32'].map((height) => (
              <Skeleton key={height} className={height} />
            ))}
          </div>
        )
      }
    </GuardedDialog>
  );
}
