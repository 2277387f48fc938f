import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import type { SeriesQuestion } from './series-store';

/** Asks whether one of a series is meant, or all that follow. Closing it means neither. */
export function SeriesDialog({ question: { title, answer } }: { question: SeriesQuestion }) {
  const t = useT();
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && answer(null)}
      title={t('tasks.series.title', { title })}
      description={t('tasks.series.text')}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button onClick={() => answer('all')}>{t('tasks.series.all')}</Button>
          <Button variant="primary" onClick={() => answer('one')}>
            {t('tasks.series.one')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
