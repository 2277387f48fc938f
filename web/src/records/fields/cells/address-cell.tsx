import type { CellProps } from '../../model/field-context';
import { formatAddress } from '../address-text';

export function AddressCell({ value }: CellProps) {
  return <>{formatAddress(value)}</>;
}
