import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import type { StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import type { ListState } from '@/records/table/use-list-state';
import { Dot } from '@/ui/dot';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import { pipelineEntries } from './pipeline-entries';
import { shownPipeline } from './pipeline-stages';
import { totalsOf, type StageTotals } from './stage-totals';

interface StagePagerProps {
  list: ListState;
  stages: readonly StageMeta[];
  /** Which of them is shown. */
  at: number;
  totals: ReadonlyMap<string, StageTotals> | null;
  onChoose: (index: number) => void;
}

const icon = { size: 16, strokeWidth: 1.75 };

/** On phones one stage is shown at a time: the way to the ones beside it, and by its name to any, and to other pipelines. */
export function StagePager({ list, stages, at, totals, onChoose }: StagePagerProps) {
  const t = useT();
  const format = useFormat();
  const { pipelines } = useBootstrap();
  const pipeline = shownPipeline(pipelines, list.query.board);
  const stage = stages[at];
  if (!stage) return null;
  const sums = totalsOf(totals, stage.id);
  const entries: MenuEntry[] = stages.map((other, index) => ({
    type: 'item',
    id: other.id,
    label: other.title,
    icon: <Dot color={other.color} />,
    checked: index === at,
    onSelect: () => onChoose(index),
  }));
  if (pipeline && pipelines.length > 1) {
    entries.push({ type: 'separator', id: 'pipelines' });
    entries.push({ type: 'label', id: 'pipelines-label', label: t('board.pipeline') });
    entries.push(...pipelineEntries(pipelines, pipeline, list));
  }
  return (
    <nav aria-label={t('board.stages')} className="shrink-0 border-b border-line px-1 pt-0.5 pb-2">
      <div className="grid grid-cols-[44px_minmax(0,1fr)_44px] items-center">
        <IconButton
          size="tap"
          tooltip={false}
          label={t('board.stage.previous')}
          disabled={at === 0}
          icon={<ChevronLeft {...icon} className="rtl:-scale-x-100" />}
          onClick={() => onChoose(at - 1)}
        />
        <DropdownMenu
          label={t('board.stages')}
          align="center"
          entries={entries}
          trigger={
            <button type="button" className="min-h-11 min-w-0 rounded-ctl px-2 text-center">
              <span className="flex items-center justify-center gap-1.5 text-15">
                <Dot color={stage.color} />
                <span className="truncate font-semibold">{stage.title}</span>
                {sums && (
                  <span className="text-13 font-medium text-ink-3 tabular-nums">
                    {format.number(sums.count)}
                  </span>
                )}
                <ChevronDown size={14} strokeWidth={2} aria-hidden="true" className="text-ink-3" />
              </span>
              {sums && (
                <span className="block truncate text-12 text-ink-2 tabular-nums">
                  {format.moneySum(sums.amount)}
                  {' · '}
                  {t('board.weighted', { amount: format.moneySum(sums.weighted) })}
                </span>
              )}
            </button>
          }
        />
        <IconButton
          size="tap"
          tooltip={false}
          label={t('board.stage.next')}
          disabled={at === stages.length - 1}
          icon={<ChevronRight {...icon} className="rtl:-scale-x-100" />}
          onClick={() => onChoose(at + 1)}
        />
      </div>
      <div aria-hidden="true" className="mt-1 flex justify-center gap-1.5">
        {stages.map((other, index) => (
          <span
            key={other.id}
            className={cn('h-1.5 rounded-full', index === at ? 'w-4 bg-ink' : 'w-1.5 bg-line-strong/50')}
          />
        ))}
      </div>
    </nav>
  );
}
