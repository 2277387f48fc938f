import { useT } from '@/i18n/t';
import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { failureText } from '../mutations/failure-text';

interface ListErrorProps {
  error: Error;
  onRetry: () => void;
  /** An address may hold a filter that the server does not know; this is the way out. */
  onReset: (() => void) | null;
}

export function ListError({ error, onRetry, onReset }: ListErrorProps) {
  const t = useT();
  const offline = error instanceof OfflineError;
  return (
    <ErrorState
      title={t(offline ? 'error.offline.title' : 'records.failure.list')}
      description={offline ? t('error.offline.text') : failureText(error)}
      requestId={isProblem(error) ? error.requestId : null}
      requestIdLabel={t('error.request_id')}
      copyLabel={t('common.copy')}
      copiedLabel={t('common.copied')}
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            {t('common.retry')}
          </Button>
          {onReset && <Button onClick={onReset}>{t('records.view.reset')}</Button>}
        </>
      }
    />
  );
}
