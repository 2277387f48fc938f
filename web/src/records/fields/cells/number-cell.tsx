import type { CellProps } from '../../model/field-context';

export function NumberCell({ value, ctx }: CellProps) {
  return <>{typeof value === 'number' ? ctx.format.number(value) : ''}</>;
}
