import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { predictionQuery, trainPrediction } from '@/api/prediction';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { Switch } from '@/ui/switch';
import { JobProgress } from './job-progress';
import { PredictionFigures } from './prediction-figures';
import { SettingError } from './setting-error';
import { TooLittle } from './too-little';
import { useFollowRescore } from './use-follow-rescore';
import { workspaceQuery, type Workspace } from './workspace-query';

/** What Kith learnt from the leads that were decided, and whether to rely on it. */
export function PredictionPanel({ editable }: { editable: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const follow = useFollowRescore();
  const { data, error, refetch } = useQuery(predictionQuery);
  const train = useMutation({
    mutationFn: trainPrediction,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs('train') }),
    onError: (failure) => toast.error(failureText(failure)),
  });
  const turn = useMutation({
    mutationFn: (on: boolean) => api.patch<Workspace>('/workspace', { body: { predict_leads: on } }),
    onMutate: (on) => {
      client.setQueryData(predictionQuery.queryKey, (known) => known && { ...known, enabled: on });
    },
    onSuccess: (saved) => {
      client.setQueryData(workspaceQuery.queryKey, saved);
      follow();
    },
    onError: (failure) => toast.error(failureText(failure)),
    onSettled: () => client.invalidateQueries({ queryKey: predictionQuery.queryKey }),
  });
  if (!data && error) return <SettingError error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div role="status" className="mt-6 grid gap-4">
        <span className="sr-only">{t('common.loading')}</span>
        <Skeleton className="h-10" />
        <Skeleton className="h-48" />
      </div>
    );
  }
  const enough = data.won >= data.needed && data.lost >= data.needed;
  return (
    <>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <label className="flex min-w-0 flex-1 items-center gap-3">
          <Switch checked={data.enabled} disabled={!editable} onCheckedChange={(on) => turn.mutate(on)} />
          <span className="font-medium">{t('predict.enabled')}</span>
        </label>
        {editable && data.enabled && enough && (
          <Button loading={train.isPending} onClick={() => train.mutate()}>
            {t(data.model ? 'predict.train_again' : 'predict.train')}
          </Button>
        )}
      </div>
      {editable && (
        <JobProgress
          type="train"
          refreshes="leads"
          running={t('predict.training')}
          stopped={t('predict.train_stopped')}
          onEnd={follow}
        />
      )}
      {!data.enabled ? (
        <p className="mt-6 border-t border-line pt-5 text-ink-2">{t('predict.off')}</p>
      ) : data.model ? (
        <PredictionFigures model={data.model} />
      ) : enough ? (
        <p className="mt-6 border-t border-line pt-5 text-ink-2">{t('predict.not_yet')}</p>
      ) : (
        <TooLittle prediction={data} />
      )}
    </>
  );
}
