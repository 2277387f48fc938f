import { useId, type FormEvent, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface FormDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  submitLabel: string;
  busy: boolean;
  disabled?: boolean;
  size?: 'sm' | 'md' | 'lg';
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  children: ReactNode;
}

/** A form over the page. Pressing beside it does not throw away what was typed. */
export function FormDialog({
  open,
  onClose,
  title,
  description,
  submitLabel,
  busy,
  disabled,
  size,
  onSubmit,
  children,
}: FormDialogProps) {
  const t = useT();
  const id = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={description}
      closeLabel={t('common.close')}
      size={size}
      keepOnOutsidePress
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={id} loading={busy} disabled={disabled}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={id} noValidate className="grid gap-4" onSubmit={onSubmit}>
        {children}
      </form>
    </Dialog>
  );
}
