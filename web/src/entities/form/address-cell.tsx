import type { CellProps } from '@/records/model/field-context';

/** Where the form is found, as one reads it in the browser. */
export function AddressCell({ value }: CellProps) {
  return <>{typeof value === 'string' && value !== '' ? `/f/${value}` : ''}</>;
}
