import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { isFinished, waitForJob, cancelJob, type Job } from '@/api/jobs';
import { keys } from '@/api/keys';
import { startableQuery, startSequence, stepsOf } from '@/api/sequences';
import type { KindMeta } from '@/api/types';
import { useT, type Translate } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { refreshLists } from '@/records/mutations/record-cache';
import type { BulkTarget } from '@/records/mutations/use-bulk-action';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { FormField } from '@/ui/form-field';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { StepPreview } from '@/entities/sequence/step-preview';

interface StartDialogProps {
  target: BulkTarget;
  kind: KindMeta;
  onClose: () => void;
}

/** Which sequence the leads go into, and what that would mean from today on. */
export function StartDialog({ target, kind, onClose }: StartDialogProps) {
  const t = useT();
  const client = useQueryClient();
  const { data, error } = useQuery(startableQuery());
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [missing, setMissing] = useState(false);
  const sequences = data?.data ?? [];
  const sequence =
    sequences.find(({ id }) => id === chosen) ?? (sequences.length === 1 ? sequences[0] : undefined);

  const start = async () => {
    if (!sequence) {
      setMissing(true);
      return;
    }
    onClose();
    const id = toast.loading(t('sequence.starting'), { duration: Number.POSITIVE_INFINITY });
    try {
      const job = await waitForJob(client, await startSequence(sequence.id, target), (step) => {
        if (isFinished(step)) return;
        toast.loading(t('records.bulk.progress', { done: step.done + step.failed, total: step.total }), {
          id,
          duration: Number.POSITIVE_INFINITY,
          action: { label: t('common.cancel'), onClick: () => void cancelJob(step.id) },
        });
      });
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.kind(kind.plural) }),
        client.invalidateQueries({ queryKey: keys.kind('enrolments') }),
        refreshLists(client, 'tasks'),
      ]);
      tell(t, job, id);
    } catch (failure) {
      toast.error(t('sequence.not_started'), {
        id,
        duration: 8000,
        action: undefined,
        description: failureText(failure),
      });
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t('sequence.start')}
      description={t('sequence.start_lede')}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {sequences.length > 0 && (
            <Button variant="primary" onClick={() => void start()}>
              {t('sequence.start_now')}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        {!data && !error && <Skeleton className="h-9" />}
        {error && <p className="text-danger">{failureText(error)}</p>}
        {data && sequences.length === 0 && <p className="text-ink-2">{t('sequence.none_to_start')}</p>}
        {sequences.length > 0 && (
          <FormField
            label={t('sequence.one')}
            required
            error={missing && !sequence ? t('field_error.required') : undefined}
          >
            {(control) => (
              <Select
                {...control}
                value={sequence?.id}
                placeholder={t('sequence.choose')}
                options={sequences.map(({ id, title }) => ({ value: id, label: title }))}
                onValueChange={setChosen}
              />
            )}
          </FormField>
        )}
        {sequence && <StepPreview steps={stepsOf(sequence)} />}
      </div>
    </Dialog>
  );
}

/** How many began, and how many were left as they were. */
function tell(t: Translate, job: Job, id: string | number): void {
  const result = job.result as { done?: number; left?: { already: number; closed: number } } | null;
  const { already = 0, closed = 0 } = result?.left ?? {};
  const notes = [
    already > 0 && t('sequence.left_already', { count: already }),
    closed > 0 && t('sequence.left_closed', { count: closed }),
    job.failed > 0 && t('sequence.left_failed', { count: job.failed }),
  ].filter((note) => note !== false);
  const options = { id, duration: 8000, action: undefined, description: notes.join(' ') || undefined };
  const text = t('sequence.started', { count: result?.done ?? 0 });
  if (job.status === 'failed')
    toast.error(t('sequence.not_started'), { ...options, description: job.error ?? undefined });
  else if (job.status === 'cancelled')
    toast.warning(t('sequence.cancelled', { count: result?.done ?? 0 }), options);
  else if (notes.length > 0) toast.warning(text, options);
  else toast.success(text, options);
}
