import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { toast } from 'sonner';
import { cancelJob, isFinished, jobQuery, lastJobQuery } from '@/api/jobs';
import { keys } from '@/api/keys';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';

interface JobProgressProps {
  /** The type of job that is followed. */
  type: string;
  /** The kind, by its plural, whose records it changes. */
  refreshes: string;
  /** What is going on. */
  running: string;
  /** What it means that somebody stopped it. */
  stopped: string;
  onEnd?: () => void;
}

/** How far the work in the background is, with a way to stop it. Nothing while there is none. */
export function JobProgress({ type, refreshes, running, stopped, onEnd }: JobProgressProps) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const { data: last } = useQuery(lastJobQuery(type));
  const runs = Boolean(last && !isFinished(last));
  const { data: followed } = useQuery({ ...jobQuery(last?.id ?? ''), enabled: runs });
  const job = (runs && followed) || last;
  const cancel = useMutation({
    mutationFn: cancelJob,
    onSuccess: (next) => client.setQueryData(keys.job(next.id), next),
    onError: (error) => toast.error(failureText(error)),
  });
  const active = job && !isFinished(job) ? job : null;
  // The job that had ended when this was last looked at; a short one is never seen running.
  const ended = useRef<string | null>(null);
  const settle = useEffectEvent(() => {
    void client.invalidateQueries({ queryKey: keys.kind(refreshes) });
    void client.invalidateQueries({ queryKey: keys.jobs(type) });
    if (job?.status === 'cancelled') toast.warning(stopped);
    if (job?.status === 'failed') toast.error(job.error ?? t('error.unexpected.title'));
    onEnd?.();
  });
  const known = job === undefined ? undefined : job && isFinished(job) ? job.id : '';
  useEffect(() => {
    if (known === undefined) return;
    const before = ended.current;
    if (before === null || known !== '') ended.current = known;
    // What it changed is old on every screen.
    if (before !== null && known !== '' && known !== before) settle();
  }, [known]);
  if (!active) return null;
  return (
    <section aria-label={running} className="mt-5 rounded-card border border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 font-medium">{running}</p>
        <p role="status" className="text-12 text-ink-3 tabular-nums">
          {active.status === 'queued' || active.total === 0
            ? t('score.job_waiting')
            : t('score.job_progress', {
                done: format.number(active.done),
                total: format.number(active.total),
              })}
        </p>
        <Button size="sm" loading={cancel.isPending} onClick={() => cancel.mutate(active.id)}>
          {t('common.cancel')}
        </Button>
      </div>
      <div className="mt-2">
        <Progress label={running} value={active.total > 0 ? active.done : null} max={active.total} />
      </div>
    </section>
  );
}
