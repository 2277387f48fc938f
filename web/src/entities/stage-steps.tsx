import { Check } from 'lucide-react';
import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { daysFrom, dayOf } from '@/lib/days';
import { useHotkeys } from '@/lib/use-hotkeys';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { DealSteps } from './deal-steps';
import { stageEntries } from './stage-entries';

interface StageStepsProps {
  steps: DealSteps;
  since: string | null;
  /** How long it was in each stage, in words, by the stage's id. */
  spent?: ReadonlyMap<string, string>;
  /** Null for who may not move it. */
  onMove: ((stage: StageMeta) => void) | null;
}

const arrow =
  '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%,8px_50%)] first:[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%)] last:[clip-path:polygon(0_0,100%_0,100%_100%,0_100%,8px_50%)] rtl:-scale-x-100 rtl:[&>*]:-scale-x-100';

/** The stages as a row of arrows. Left and right move between them, Enter moves the deal, S goes there. */
export function StageSteps({ steps, since, spent, onMove }: StageStepsProps) {
  const t = useT();
  const format = useFormat();
  const list = useRef<HTMLOListElement>(null);
  const { open, closed, current, at } = steps;
  const keys = useMemo(
    () => [{ shortcut: 'S', run: () => list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus() }],
    [],
  );
  useHotkeys(keys);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const here = buttons.indexOf(document.activeElement as HTMLElement);
    const next = buttons[here + step];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
  const age = since === null ? null : daysSince(since, format.timeZone);
  const ageText = age === null ? null : age < 1 ? t('stepper.today') : t('stepper.days', { count: age });
  const look = (state: 'done' | 'now' | 'next', extra: string) =>
    cn(
      'flex h-8 w-full items-center gap-1.5 pr-2 text-left text-12 font-medium whitespace-nowrap focus-visible:outline-offset-[-3px]',
      state === 'now'
        ? 'bg-ink text-surface'
        : state === 'done'
          ? 'bg-nav-on text-ink dark:bg-raised-2'
          : 'bg-hover text-ink-2',
      onMove && state !== 'now' && 'hover:bg-selected',
      extra,
    );
  const isClosed = at === open.length;
  return (
    <ol ref={list} aria-label={t('stepper.label')} className="flex gap-0.5">
      {open.map((stage, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'next';
        return (
          <li
            key={stage.id}
            aria-current={state === 'now' ? 'step' : undefined}
            className={cn('min-w-0 flex-1', arrow)}
          >
            <button
              type="button"
              tabIndex={state === 'now' || (isClosed && index === 0) ? 0 : -1}
              disabled={!onMove}
              aria-label={
                state === 'now'
                  ? undefined
                  : t('stepper.move', {
                      stage: [stage.title, state === 'done' && spent?.get(stage.id)]
                        .filter(Boolean)
                        .join(' '),
                    })
              }
              title={
                state !== 'now' && spent?.has(stage.id)
                  ? t('stepper.spent', { stage: stage.title, time: spent.get(stage.id) ?? '' })
                  : undefined
              }
              onClick={() => onMove?.(stage)}
              onKeyDown={onKeyDown}
              className={look(state, index === 0 ? 'rounded-l-ctl pl-3' : 'pl-[18px]')}
            >
              {state === 'done' && (
                <Check size={12} strokeWidth={2.25} className="shrink-0" aria-hidden="true" />
              )}
              <span className="truncate">{stage.title}</span>{' '}
              {state === 'done' && spent?.has(stage.id) && (
                <span className="ml-auto pr-2 font-normal text-ink-2 tabular-nums max-xl:hidden">
                  {spent.get(stage.id)}
                </span>
              )}
              {state === 'now' && ageText && (
                <span className="ml-auto pr-2 font-normal max-lg:hidden text-[color-mix(in_oklab,var(--surface)_72%,var(--text))] tabular-nums">
                  {ageText}
                </span>
              )}
            </button>
          </li>
        );
      })}
      {closed.length > 0 && (
        <li aria-current={isClosed ? 'step' : undefined} className={cn('min-w-0 flex-1', arrow)}>
          <DropdownMenu
            label={t('stepper.close_as')}
            align="end"
            entries={stageEntries(closed, current, onMove)}
            trigger={
              <button
                type="button"
                tabIndex={isClosed ? 0 : -1}
                disabled={!onMove}
                onKeyDown={onKeyDown}
                className={look(isClosed ? 'now' : 'next', 'rounded-r-ctl pl-[18px]')}
              >
                <span className="truncate">{isClosed ? current?.title : t('stepper.closed')}</span>
              </button>
            }
          />
        </li>
      )}
    </ol>
  );
}

function daysSince(moment: string, timeZone: string): number {
  return daysFrom(dayOf(moment, timeZone), dayOf(new Date(), timeZone));
}
