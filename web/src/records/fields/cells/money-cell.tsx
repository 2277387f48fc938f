import type { CellProps } from '../../model/field-context';
import { isMoney } from '../value-guards';

export function MoneyCell({ value, ctx }: CellProps) {
  return <>{isMoney(value) ? ctx.format.money(value) : ''}</>;
}
