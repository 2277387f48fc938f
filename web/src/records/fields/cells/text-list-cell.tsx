import type { CellProps } from '../../model/field-context';
import { textsOf } from '../value-guards';

export function TextListCell({ value }: CellProps) {
  return <>{textsOf(value).join(', ')}</>;
}
