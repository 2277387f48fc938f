import { useState } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';

interface LostDialogProps {
  deal: string;
  onClose: () => void;
  /** With the reason, which may be empty. */
  onLost: (reason: string) => void;
}

/** Asks why a deal was lost, while somebody still knows. */
export function LostDialog({ deal, onClose, onLost }: LostDialogProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('stepper.lost_title')}
      description={deal}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form="lost-reason">
            {t('stepper.lost_submit')}
          </Button>
        </>
      }
    >
      <form
        id="lost-reason"
        onSubmit={(event) => {
          event.preventDefault();
          onLost(reason.trim());
        }}
      >
        <FormField label={t('stepper.lost_reason')} hint={t('stepper.lost_hint')}>
          {(control) => (
            <Input
              {...control}
              size="lg"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </FormField>
      </form>
    </Dialog>
  );
}
