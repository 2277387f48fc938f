import { isProblem } from '@/api/problem-error';
import { OfflineError } from '@/api/offline-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';

interface PanelErrorProps {
  error: Error | null;
  onRetry: () => void;
  size?: 'panel' | 'page';
}

/** A part that could not be loaded, in its own place. The rest stays usable. */
export function PanelError({ error, onRetry, size = 'panel' }: PanelErrorProps) {
  const t = useT();
  const offline = error instanceof OfflineError;
  const forbidden = isProblem(error, 'forbidden');
  return (
    <ErrorState
      size={size}
      title={t(
        offline ? 'error.offline.title' : forbidden ? 'error.forbidden.title' : 'error.unexpected.title',
      )}
      description={t(
        offline ? 'error.offline.text' : forbidden ? 'error.forbidden.text' : 'error.unexpected.text',
      )}
      requestId={isProblem(error) ? error.requestId : null}
      requestIdLabel={t('error.request_id')}
      copyLabel={t('common.copy')}
      copiedLabel={t('common.copied')}
      actions={<Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}
