import { Check } from 'lucide-react';
import type { CellProps } from '../../model/field-context';

export function BooleanCell({ value, ctx }: CellProps) {
  if (value !== true)
    return value === false ? <span className="text-ink-3">{ctx.t('records.no')}</span> : null;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Check size={14} strokeWidth={2} aria-hidden="true" />
      {ctx.t('records.yes')}
    </span>
  );
}
