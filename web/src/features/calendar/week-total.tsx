import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { sumOf } from './sums';

/** What the deals of a week come to, the lost ones left out. */
export function WeekTotal({ deals }: { deals: readonly RecordRow[] }) {
  const t = useT();
  const format = useFormat();
  const counted = deals.filter(({ status }) => status !== 'lost');
  if (counted.length === 0) return null;
  return (
    <>
      <p className="font-medium" title={format.moneySum(sumOf(counted), false)}>
        {format.moneySum(sumOf(counted))}
      </p>
      <p className="text-ink-3">{t('board.deals', { count: counted.length })}</p>
    </>
  );
}
