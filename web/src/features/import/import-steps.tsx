import { Check } from 'lucide-react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';

const steps = ['file', 'columns', 'duplicates', 'check', 'run'] as const;

export type StepId = (typeof steps)[number];

/** How far the import is. */
export function ImportSteps({ current }: { current: StepId }) {
  const t = useT();
  const at = steps.indexOf(current);
  return (
    <ol
      aria-label={t('import.steps')}
      className="mb-6 flex items-center gap-5 border-b border-line max-md:gap-3"
    >
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className={cn(
            'relative flex h-10 items-center gap-1.5 font-medium whitespace-nowrap',
            index === at
              ? 'text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-t-[2px] after:bg-ink'
              : 'text-ink-3',
          )}
        >
          {index < at ? (
            <Check size={14} strokeWidth={2} aria-hidden="true" />
          ) : (
            <span aria-hidden="true" className="text-12 tabular-nums">
              {index + 1}
            </span>
          )}
          <span className={cn(index !== at && 'max-md:sr-only')}>{t(`import.step.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
