import { useState } from 'react';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { AlertDialog } from '@/ui/alert-dialog';
import { Dialog } from '@/ui/dialog';
import { Sheet } from '@/ui/sheet';
import { CreateForm } from './create-form';
import type { CreateDefaults } from './create-store';

interface CreateDialogProps {
  kind: KindMeta;
  defaults: CreateDefaults;
  onClose: () => void;
}

/** The form for a new record: a dialog, on phones a sheet. What has been typed is not thrown away without asking. */
export function CreateDialog({ kind, defaults, onClose }: CreateDialogProps) {
  const t = useT();
  const phone = useIsMobile();
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const title = t('command.new', { kind: kindWord(kind, 'one') });
  const leave = () => (dirty ? setAsking(true) : onClose());
  const form = (
    <CreateForm kind={kind} defaults={defaults} onDirty={setDirty} onCancel={leave} onDone={onClose} />
  );
  const shared = {
    open: true,
    title,
    closeLabel: t('common.close'),
    onOpenChange: (open: boolean) => !open && leave(),
    keepOnOutsidePress: dirty,
  };
  return (
    <>
      {phone ? (
        <Sheet {...shared} phoneHeight="full">
          {form}
        </Sheet>
      ) : (
        <Dialog {...shared}>{form}</Dialog>
      )}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('form.discard_title')}
        description={t('form.discard_text')}
        confirmLabel={t('form.discard')}
        cancelLabel={t('form.keep')}
        tone="danger"
        onConfirm={onClose}
      />
    </>
  );
}
