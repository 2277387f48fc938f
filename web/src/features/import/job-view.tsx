import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { cancelJob, isFinished, jobQuery, type Job } from '@/api/jobs';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { Skeleton } from '@/ui/skeleton';
import { ImportTrouble } from './import-trouble';

interface JobViewProps {
  id: string;
  title: string;
  /** Under the bar while the job runs. */
  note: string;
  /** What is shown once the job has ended. */
  children: (job: Job) => ReactNode;
}

/** Follows a job: its progress with a way to stop it, then what came of it. */
export function JobView({ id, title, note, children }: JobViewProps) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const query = useQuery(jobQuery(id));
  const cancel = useMutation({
    mutationFn: () => cancelJob(id),
    onSuccess: (job) => client.setQueryData(jobQuery(id).queryKey, job),
  });
  const job = query.data;
  if (!job && query.error) return <ImportTrouble error={query.error} onRetry={() => void query.refetch()} />;
  if (job && isFinished(job)) return children(job);
  return (
    <section aria-label={title}>
      <h2 className="text-16 font-semibold">{title}</h2>
      <p className="mt-1 text-ink-2">{note}</p>
      <div className="mt-5 grid max-w-[560px] gap-2">
        <Progress label={title} value={job && job.total > 0 ? job.done : null} max={job?.total ?? 0} />
        {job ? (
          <p role="status" className="text-12 text-ink-3 tabular-nums">
            {job.status === 'queued'
              ? t('import.run.queued')
              : t('import.run.progress', {
                  done: format.number(job.done),
                  total: format.number(job.total),
                  failed: job.failed,
                })}
          </p>
        ) : (
          <Skeleton className="h-4 w-32" />
        )}
      </div>
      <div className="mt-6 flex justify-end">
        <Button loading={cancel.isPending} disabled={!job} onClick={() => cancel.mutate()}>
          {t('import.run.cancel')}
        </Button>
      </div>
    </section>
  );
}
