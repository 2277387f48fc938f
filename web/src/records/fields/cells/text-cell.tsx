import type { CellProps } from '../../model/field-context';

export function TextCell({ value }: CellProps) {
  return <>{typeof value === 'string' ? value : ''}</>;
}
