import { useQuery } from '@tanstack/react-query';
import { previewQuery, type Step } from '@/api/sequences';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { stepIcons, stepTitle } from './step-look';

/** The steps with the days on which they would fall, were they begun now. */
export function StepPreview({ steps }: { steps: readonly Step[] }) {
  const t = useT();
  const format = useFormat();
  const { data } = useQuery(previewQuery(steps));
  if (steps.length === 0) return null;
  return (
    <div className="grid gap-1">
      <ol aria-label={t('sequence.preview')} className="rounded-card border border-line px-3 py-1">
        {steps.map((step, index) => {
          const Icon = stepIcons[step.kind];
          const moment = data?.data[index];
          return (
            <li key={index} className="flex min-h-8 items-center gap-2.5">
              <Icon size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
              <span className={step.kind === 'wait' ? 'flex-1 text-ink-3' : 'min-w-0 flex-1 truncate'}>
                {stepTitle(t, step)}
              </span>
              {moment && (
                <span className="shrink-0 text-12 text-ink-2 tabular-nums">{format.date(moment.due_at)}</span>
              )}
            </li>
          );
        })}
      </ol>
      <p className="text-12 text-ink-3">{t('sequence.preview_hint')}</p>
    </div>
  );
}
