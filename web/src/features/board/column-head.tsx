import { Plus } from 'lucide-react';
import type { StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Dot } from '@/ui/dot';
import { IconButton } from '@/ui/icon-button';
import type { StageTotals } from './stage-totals';

interface ColumnHeadProps {
  id: string;
  stage: StageMeta;
  totals: StageTotals | null;
  /** Null for who may not create deals. */
  onAdd: (() => void) | null;
}

/** What the stage is called, how many deals it holds and what they are worth. */
export function ColumnHead({ id, stage, totals, onAdd }: ColumnHeadProps) {
  const t = useT();
  const format = useFormat();
  return (
    <header className="grid h-12 shrink-0 grid-cols-[minmax(0,1fr)_auto] content-start px-1.5 pt-[5px]">
      <h2 id={id} className="flex min-w-0 items-center gap-1.5 leading-6">
        <Dot color={stage.color} />
        <span className="truncate font-semibold">{stage.title}</span>
        {totals && (
          <span className="text-12 font-medium text-ink-3 tabular-nums">
            {format.number(totals.count)}
            <span className="sr-only"> {t('board.deals_word', { count: totals.count })}</span>
          </span>
        )}
      </h2>
      {onAdd && (
        <IconButton
          size="sm"
          label={t('board.add', { stage: stage.title })}
          icon={<Plus size={16} strokeWidth={1.75} />}
          onClick={onAdd}
        />
      )}
      {totals && (
        <p
          // Several currencies have no room side by side.
          title={`${format.moneySum(totals.amount, false)} · ${t('board.weighted', {
            amount: format.moneySum(totals.weighted, false),
          })}`}
          className="col-span-full truncate pl-3.5 text-12 text-ink-3 tabular-nums"
        >
          <b className="font-medium text-ink-2">{format.moneySum(totals.amount)}</b>
          {' · '}
          {t('board.weighted', { amount: format.moneySum(totals.weighted) })}
        </p>
      )}
    </header>
  );
}
