import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';

interface PanelErrorProps {
  error: Error;
  onRetry: () => void;
  size?: 'panel' | 'page';
}

/** A part that could not be loaded, in place of its content. The rest of the page stays. */
export function PanelError({ error, onRetry, size = 'panel' }: PanelErrorProps) {
  const t = useT();
  const offline = error instanceof OfflineError;
  return (
    <ErrorState
      size={size}
      title={offline ? t('error.offline.title') : t('error.unexpected.title')}
      description={offline ? t('error.offline.text') : t('error.unexpected.text')}
      requestId={isProblem(error) ? error.requestId : null}
      requestIdLabel={t('error.request_id')}
      copyLabel={t('common.copy')}
      copiedLabel={t('common.copied')}
      actions={<Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}
