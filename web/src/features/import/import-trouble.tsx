import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';

/** The server does not tell how the job stands. */
export function ImportTrouble({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  const offline = error instanceof OfflineError;
  const problem = isProblem(error) ? error : null;
  const gone = problem?.code === 'not_found';
  return (
    <ErrorState
      title={offline ? t('error.offline.title') : gone ? t('import.gone') : t('error.unexpected.title')}
      description={offline ? t('import.run.offline') : gone ? undefined : t('error.unexpected.text')}
      requestId={gone ? null : problem?.requestId}
      requestIdLabel={t('error.request_id')}
      copyLabel={t('common.copy')}
      copiedLabel={t('common.copied')}
      actions={gone ? undefined : <Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}
