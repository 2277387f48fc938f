import type { CellProps } from '../../model/field-context';

export function JsonCell({ value }: CellProps) {
  if (value === null || value === undefined) return null;
  return <code className="font-mono text-11">{JSON.stringify(value)}</code>;
}
