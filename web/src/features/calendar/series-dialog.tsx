import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface SeriesDialogProps {
  title: string;
  onAnswer: (alone: boolean) => void;
  onClose: () => void;
}

/** Asks whether one of a series is meant, or all that follow. */
export function SeriesDialog({ title, onAnswer, onClose }: SeriesDialogProps) {
  const t = useT();
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('tasks.series.title', { title })}
      description={t('tasks.series.text')}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button onClick={() => onAnswer(false)}>{t('tasks.series.all')}</Button>
          <Button variant="primary" onClick={() => onAnswer(true)}>
            {t('tasks.series.one')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
