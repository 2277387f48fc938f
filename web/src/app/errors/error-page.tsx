import { useQueryClient, useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { CloudOff, Lock } from 'lucide-react';
import { useEffect } from 'react';
import { bootstrapQuery, findKind } from '@/api/bootstrap';
import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { kindLabel } from '@/i18n/labels';
import { useT, type Translate } from '@/i18n/t';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { NotFoundPage } from './not-found-page';

/** A whole page that could not be shown: what happened, and the number to quote. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const t = useT();
  const router = useRouter();
  const client = useQueryClient();
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  useEffect(() => resetQueries(), [resetQueries]);
  if (isProblem(error) && error.status === 404) return <NotFoundPage />;

  const forbidden = isProblem(error) && error.status === 403;
  const offline = error instanceof OfflineError;
  const kinds = client.getQueryData(bootstrapQuery.queryKey);
  const missing = isProblem(error) && kinds ? error.missing : undefined;
  const kind = missing && kinds && findKind(kinds, missing.kind);
  const texts = textsOf(t, forbidden ? 'forbidden' : offline ? 'offline' : 'unexpected');
  const description =
    missing && kind
      ? t('error.forbidden.missing', { action: t(`action.${missing.action}`), kind: kindLabel(kind) })
      : texts.text;
  return (
    <div className="flex-1 overflow-y-auto">
      <ErrorState
        title={texts.title}
        description={description}
        icon={forbidden ? <Lock /> : offline ? <CloudOff /> : undefined}
        requestId={isProblem(error) ? error.requestId : null}
        requestIdLabel={t('error.request_id')}
        copyLabel={t('common.copy')}
        copiedLabel={t('common.copied')}
        actions={
          <>
            {!forbidden && (
              <Button
                variant="primary"
                onClick={() => {
                  reset();
                  void router.invalidate();
                }}
              >
                {t('common.retry')}
              </Button>
            )}
            <Button asChild>
              <Link to="/">{t('error.home')}</Link>
            </Button>
          </>
        }
      />
    </div>
  );
}

function textsOf(t: Translate, name: 'forbidden' | 'offline' | 'unexpected') {
  return { title: t(`error.${name}.title`), text: t(`error.${name}.text`) };
}
