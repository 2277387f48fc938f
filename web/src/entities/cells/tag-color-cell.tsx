import type { CellProps } from '@/records/model/field-context';
import { labelOfOption } from '@/records/fields/options';
import { Tag } from '@/ui/tag';

/** The colour as the tags that bear it look. */
export function TagColorCell({ value, ctx }: CellProps) {
  if (typeof value !== 'string' || value === '') return null;
  return <Tag color={value}>{labelOfOption(ctx, value)}</Tag>;
}
