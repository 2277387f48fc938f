import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { conversionQuery } from '@/api/conversion';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { PanelError } from '@/records/page/panel-error';
import { AlertDialog } from '@/ui/alert-dialog';
import { Dialog } from '@/ui/dialog';
import { Sheet } from '@/ui/sheet';
import { Skeleton } from '@/ui/skeleton';
import { ConvertForm } from './convert-form';

interface ConvertDialogProps {
  lead: RecordRow;
  kind: KindMeta;
  onClose: () => void;
}

/** What a lead is to become. A dialog, on phones a sheet; what was chosen is not thrown away without asking. */
export function ConvertDialog({ lead, kind, onClose }: ConvertDialogProps) {
  const t = useT();
  const phone = useIsMobile();
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const { data, error, isFetching, refetch } = useQuery(conversionQuery(lead.id));
  const leave = () => (dirty ? setAsking(true) : onClose());
  const body = data ? (
    <ConvertForm
      lead={lead}
      kind={kind}
      proposal={data}
      onDirty={() => setDirty(true)}
      onCancel={leave}
      onDone={onClose}
    />
  ) : error && !isFetching ? (
    <PanelError error={error} onRetry={() => void refetch()} />
  ) : (
    <div role="status" aria-label={t('common.loading')} className="grid gap-4">
      {['h-28', 'h-40', 'h-32'].map((height) => (
        <Skeleton key={height} className={height} />
      ))}
    </div>
  );
  const shared = {
    open: true,
    title: t('convert.title', { title: lead.title }),
    closeLabel: t('common.close'),
    onOpenChange: (open: boolean) => !open && leave(),
    keepOnOutsidePress: dirty,
  };
  return (
    <>
      {phone ? (
        <Sheet {...shared} phoneHeight="full">
          {body}
        </Sheet>
      ) : (
        <Dialog {...shared}>{body}</Dialog>
      )}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('convert.discard_title')}
        description={t('convert.discard_text')}
        confirmLabel={t('form.discard')}
        cancelLabel={t('form.keep')}
        tone="danger"
        onConfirm={onClose}
      />
    </>
  );
}
