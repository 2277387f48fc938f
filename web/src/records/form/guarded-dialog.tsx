import { useState, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { AlertDialog } from '@/ui/alert-dialog';
import { Dialog } from '@/ui/dialog';
import { Sheet } from '@/ui/sheet';

interface Guard {
  /** Something was typed or chosen, which is not to be lost. */
  onDirty: () => void;
  /** Closes, after asking where something would be lost. */
  onCancel: () => void;
}

interface GuardedDialogProps {
  title: string;
  size?: 'sm' | 'md' | 'lg';
  /** What is asked before something is thrown away, where it is not the usual. */
  discard?: { title: string; text: string };
  onClose: () => void;
  children: (guard: Guard) => ReactNode;
}

/** A dialog, on phones a sheet; nothing typed is thrown away unasked. */
export function GuardedDialog({ title, size, discard, onClose, children }: GuardedDialogProps) {
  const t = useT();
  const phone = useIsMobile();
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const leave = () => (dirty ? setAsking(true) : onClose());
  const body = children({ onDirty: () => setDirty(true), onCancel: leave });
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
          {body}
        </Sheet>
      ) : (
        <Dialog {...shared} size={size}>
          {body}
        </Dialog>
      )}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={discard?.title ?? t('form.discard_title')}
        description={discard?.text ?? t('form.discard_text')}
        confirmLabel={t('form.discard')}
        cancelLabel={t('form.keep')}
        tone="danger"
        onConfirm={onClose}
      />
    </>
  );
}
