import { Tag } from '@/ui/tag';
import type { CellProps } from '../../model/field-context';
import { findOption, isTagged, labelOfOption } from '../options';

/** A tag where the choices carry meaning by colour, else plain text: at most one tag column calms a table. */
export function SelectCell({ value, ctx }: CellProps) {
  if (typeof value !== 'string' || value === '') return null;
  const label = labelOfOption(ctx, value);
  return isTagged(ctx) ? <Tag color={findOption(ctx, value)?.color}>{label}</Tag> : <>{label}</>;
}
