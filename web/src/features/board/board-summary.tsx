import type { KindMeta, StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { ListQuery } from '@/records/model/list-params';
import { addTotals } from './stage-totals';
import { useStageTotals } from './use-stage-totals';

interface BoardSummaryProps {
  kind: KindMeta;
  query: ListQuery;
  stages: readonly StageMeta[];
}

/** "16 open · ₹1.77 Cr · ₹86.3 L weighted": all columns together. */
export function BoardSummary({ kind, query, stages }: BoardSummaryProps) {
  const t = useT();
  const format = useFormat();
  const totals = useStageTotals(kind, query);
  if (!totals) return null;
  const { count, amount, weighted } = addTotals(stages.flatMap(({ id }) => totals.get(id) ?? []));
  return (
    <p className="whitespace-nowrap text-ink-2 tabular-nums max-lg:hidden">
      <b className="font-medium text-ink">{format.number(count)}</b> {t('board.open_word')}
      {' · '}
      <b className="font-medium text-ink">{format.moneySum(amount)}</b>
      {' · '}
      {t('board.weighted', { amount: format.moneySum(weighted) })}
    </p>
  );
}
