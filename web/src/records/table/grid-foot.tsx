import type { Money } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { isMoney } from '../fields/value-guards';
import type { GridColumn } from './grid-column';
import { CountText } from './count-text';
import { UpdatedText } from './updated-text';
import { measureOf, type Totals } from './use-totals';

interface GridFootProps {
  columns: readonly GridColumn[];
  totals: Totals;
  from: number;
  to: number;
  complete: boolean;
  updatedAt: number;
}

/** How many there are, and under its column what numbers come to. */
export function GridFoot({ columns, totals, from, to, complete, updatedAt }: GridFootProps) {
  const [title, ...others] = columns;
  if (!title) return null;
  return (
    <div className="sticky bottom-0 z-[3] grid h-9 grid-cols-(--cols) grid-rows-1 items-center border-t border-line bg-surface text-12 text-ink-2 tabular-nums">
      <div className="sticky left-0 z-[1] col-span-2 flex h-full items-center truncate bg-surface pl-[54px]">
        <CountText from={from} to={to} totals={totals} complete={complete} />
      </div>
      {others.map((column) => (
        <TotalCell key={column.key} column={column} totals={totals} />
      ))}
      <div className="sticky right-0 col-start-[-2] row-start-1 justify-self-end bg-surface pr-4 pl-3 whitespace-nowrap">
        <UpdatedText at={updatedAt} />
      </div>
    </div>
  );
}

function TotalCell({ column, totals }: { column: GridColumn; totals: Totals }) {
  const t = useT();
  const format = useFormat();
  const measure = measureOf(column.ctx);
  const value = measure === null ? undefined : totals.row?.[measure.replace(':', '_')];
  const sums = Array.isArray(value) ? value.filter((item): item is Money => isMoney(item)) : [];
  return (
    <div className={cn('truncate px-2.5', column.align === 'end' && 'text-right')}>
      {typeof value === 'number' && (
        <>
          {t('records.average')} <b className="font-medium text-ink">{format.number(value, 1)}</b>
        </>
      )}
      {sums.length > 0 && (
        <>
          {t('records.sum')} <b className="font-medium text-ink">{format.moneySum(sums)}</b>
        </>
      )}
    </div>
  );
}
