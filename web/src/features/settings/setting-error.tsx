import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';

/** In place of what could not be loaded. */
export function SettingError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  const offline = error instanceof OfflineError;
  const forbidden = isProblem(error, 'forbidden');
  const state = offline ? 'offline' : forbidden ? 'forbidden' : 'unexpected';
  return (
    <ErrorState
      size="panel"
      title={t(`error.${state}.title`)}
      description={t(`error.${state}.text`)}
      requestId={isProblem(error) ? error.requestId : null}
      requestIdLabel={t('error.request_id')}
      copyLabel={t('common.copy')}
      copiedLabel={t('common.copied')}
      actions={<Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  );
}
