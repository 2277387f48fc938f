import { useFormat } from '@/i18n/use-format';
import type { Condition } from '@/records/model/filter-tree';
import type { ListState } from '@/records/table/use-list-state';
import { FigureLink } from './figure-link';
import type { Figure } from './forecast-data';

interface FigureCellProps {
  figure: Figure;
  strong: boolean;
  /** Null where a figure is made of two others, so that no one list is behind it. */
  conditions: readonly Condition[] | null;
  list: ListState;
  label: string;
}

/** An amount of the forecast, which leads to its deals. */
export function FigureCell({ figure, strong, conditions, list, label }: FigureCellProps) {
  const format = useFormat();
  if (figure.count === 0) return <span className="font-normal text-ink-3">–</span>;
  const text = format.moneySum(figure.amount);
  const look = strong ? 'font-semibold text-ink' : undefined;
  if (!conditions) {
    return (
      <span title={format.moneySum(figure.amount, false)} className={look}>
        {text}
      </span>
    );
  }
  return (
    <FigureLink list={list} conditions={conditions} className={look}>
      <span aria-hidden="true">{text}</span>
      <span className="sr-only">{label}</span>
    </FigureLink>
  );
}
