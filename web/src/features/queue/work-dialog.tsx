import { useState } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { AlertDialog } from '@/ui/alert-dialog';
import { Dialog } from '@/ui/dialog';
import { Sheet } from '@/ui/sheet';
import { WorkForm, type Part } from './work-form';

interface WorkDialogProps {
  part: Part;
  about: { kind: KindMeta; record: RecordRow };
  /** The task that is worked on, where it is one. */
  task: RecordRow | null;
  onClose: () => void;
  onDone: () => void;
}

/** Logs what happened, or plans what comes next. A dialog, on phones a sheet; nothing typed is thrown away unasked. */
export function WorkDialog({ part, about, task, onClose, onDone }: WorkDialogProps) {
  const t = useT();
  const phone = useIsMobile();
  const [dirty, setDirty] = useState(false);
  const [asking, setAsking] = useState(false);
  const leave = () => (dirty ? setAsking(true) : onClose());
  const form = (
    <WorkForm
      part={part}
      about={about}
      task={task}
      onDirty={() => setDirty(true)}
      onCancel={leave}
      onDone={onDone}
    />
  );
  const shared = {
    open: true,
    title: t(part === 'log' ? 'queue.log_title' : 'queue.plan_title', { title: about.record.title }),
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
        <Dialog {...shared} size="lg">
          {form}
        </Dialog>
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
