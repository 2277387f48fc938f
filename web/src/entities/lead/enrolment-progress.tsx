import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useKind } from '@/api/bootstrap';
import { keys } from '@/api/keys';
import { logOf, stepsOf, stopEnrolment } from '@/api/sequences';
import type { RecordRow } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { EnrolmentStep } from './enrolment-step';

interface EnrolmentProgressProps {
  enrolment: RecordRow;
  lead: RecordRow;
  changeable: boolean;
  /** Only that it was and how it ended. */
  closed: boolean;
}

/** One sequence of a lead, step by step. */
export function EnrolmentProgress({ enrolment, lead, changeable, closed }: EnrolmentProgressProps) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const kind = useKind('enrolment');
  const [busy, setBusy] = useState(false);
  const active = enrolment['status'] === 'active';
  const at = Number(enrolment['step'] ?? 1);
  const next = typeof enrolment['next_due_at'] === 'string' ? enrolment['next_due_at'] : null;
  const ended = typeof enrolment['ended_at'] === 'string' ? enrolment['ended_at'] : '';
  const steps = stepsOf(enrolment);
  const log = logOf(enrolment);
  const field = kind?.fields.find(({ key }) => key === 'stopped_reason');
  const option = field?.options.find(({ value }) => value === enrolment['stopped_reason']);
  const reason = kind && field && option ? optionLabel(kind, field, option) : '';

  const stop = async () => {
    setBusy(true);
    try {
      await stopEnrolment(enrolment.id);
    } catch (error) {
      toast.error(failureText(error));
    }
    await Promise.all(
      [keys.kind('enrolments'), keys.kind('leads'), keys.kind('tasks')].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
    setBusy(false);
  };

  const state = active
    ? next
      ? t('sequence.next', { when: format.date(next) })
      : t('sequence.under_way')
    : enrolment['status'] === 'finished'
      ? t('sequence.finished', { when: format.date(ended) })
      : t('sequence.stopped', {
          reason,
          when: format.date(ended),
        });

  return (
    <div className="grid gap-1.5">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 className="font-medium wrap-anywhere">{enrolment.title}</h3>
          <p className="text-12 text-ink-2">{state}</p>
        </div>
        {active && changeable && (
          <Button size="sm" loading={busy} onClick={() => void stop()}>
            {t('sequence.stop')}
          </Button>
        )}
      </div>
      {!closed && (
        <ol aria-label={t('sequence.steps_of', { name: enrolment.title })}>
          {steps.map((step, index) => (
            <EnrolmentStep
              key={index}
              step={step}
              lead={lead}
              entry={log.findLast((entry) => entry.step === index + 1)}
              state={index + 1 < at ? 'past' : index + 1 > at || !active ? 'later' : 'current'}
              due={index + 1 === at ? next : null}
            />
          ))}
        </ol>
      )}
    </div>
  );
}
