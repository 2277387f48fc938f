import { Link } from '@tanstack/react-router';
import { Circle, CircleCheck, CircleDot, CircleMinus, Hourglass } from 'lucide-react';
import type { LogEntry, Step } from '@/api/sequences';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { filled } from '../sequence/filled';
import { stepTitle } from '../sequence/step-look';
import { MailByHand } from './mail-by-hand';

interface EnrolmentStepProps {
  step: Step;
  lead: RecordRow;
  /** What became of it; nothing before its task is made. */
  entry: LogEntry | undefined;
  state: 'past' | 'current' | 'later';
  /** When its task is going to be made. */
  due: string | null;
}

/** One step of a lead's sequence: what it is, whether it is done, when it is due. */
export function EnrolmentStep({ step, lead, entry, state, due }: EnrolmentStepProps) {
  const t = useT();
  const format = useFormat();
  const outcome = entry?.outcome;
  const open = entry !== undefined && outcome === undefined;
  const waited = step.kind === 'wait' && state === 'past';
  const Icon =
    outcome === 'done' || waited
      ? CircleCheck
      : outcome !== undefined
        ? CircleMinus
        : open
          ? CircleDot
          : step.kind === 'wait'
            ? Hourglass
            : Circle;
  const word = outcome
    ? t(`sequence.outcome.${outcome}`)
    : open
      ? t('sequence.outcome.open')
      : waited
        ? t('sequence.outcome.done')
        : t('sequence.outcome.later');
  const when = entry?.ended_at ?? (open ? entry.due_at : due);
  const title = filled(stepTitle(t, step), lead);
  return (
    <li className="flex min-h-7 items-start gap-2 py-1" aria-current={open ? 'step' : undefined}>
      <Icon
        size={14}
        strokeWidth={1.75}
        aria-hidden="true"
        className={cn(
          'mt-0.75 shrink-0 text-ink-3',
          (outcome === 'done' || waited) && 'text-success',
          open && 'text-link',
        )}
      />
      <span className="min-w-0 flex-1">
        <span className="sr-only">{word}: </span>
        {entry ? (
          <Link
            to="/$plural/$id"
            params={{ plural: 'tasks', id: entry.task_id }}
            className="wrap-anywhere hover:underline"
          >
            {title}
          </Link>
        ) : (
          <span className={cn('wrap-anywhere', step.kind === 'wait' ? 'text-ink-3' : 'text-ink-2')}>
            {title}
          </span>
        )}
        {open && step.kind === 'email' && <MailByHand task={entry.task_id} lead={lead} />}
      </span>
      {when && <span className="shrink-0 text-12 text-ink-2 tabular-nums">{format.date(when)}</span>}
    </li>
  );
}
