import { useFormat } from '@/i18n/use-format';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import type { StageMeta } from '@/api/types';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { DealSteps } from './deal-steps';
import { stageEntries } from './stage-entries';

interface StageBarProps {
  steps: DealSteps;
  since: string | null;
  /** For wide screens alone. */
  spent?: ReadonlyMap<string, string>;
  onMove: ((stage: StageMeta) => void) | null;
}

/** The stages on a phone: one bar for each, the name of the current one, and a menu to move the deal. */
export function StageBar({ steps, since, onMove }: StageBarProps) {
  const t = useT();
  const format = useFormat();
  const { open, closed, current, at } = steps;
  // Inside the sentence the word for today is small; a date stays as it is written.
  const sinceText = (text: string) => (text === t('when.today') ? t('stepper.today') : text);
  return (
    <div className="pt-3.5">
      <div aria-hidden="true" className="grid auto-cols-fr grid-flow-col gap-[3px]">
        {open.map((stage, index) => (
          <span key={stage.id} className={cn('h-1 rounded-[2px]', index <= at ? 'bg-ink' : 'bg-line')} />
        ))}
      </div>
      <div className="mt-1 flex min-h-8 items-center gap-2">
        <span className="min-w-0 truncate font-medium">{current?.title}</span>
        <span className="min-w-0 truncate text-ink-3">
          {[
            at < open.length && t('stepper.position', { position: at + 1, total: open.length }),
            since && t('stepper.since', { when: sinceText(format.date(since)) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {onMove && (
          <span className="ml-auto shrink-0">
            <DropdownMenu
              label={t('stepper.move_to')}
              align="end"
              entries={stageEntries([...open, ...closed], current, onMove)}
              trigger={
                <button type="button" className="touch-target relative rounded-tag font-medium text-link">
                  {t('stepper.move_to')}
                </button>
              }
            />
          </span>
        )}
      </div>
    </div>
  );
}
