import type { CellProps } from '@/records/model/field-context';

/** A share of a hundred, such as a probability, with its sign. */
export function PercentCell({ value, ctx }: CellProps) {
  return <>{typeof value === 'number' ? ctx.format.percent(value / 100) : ''}</>;
}
