import type { Translate } from '@/i18n/t';
import type { MessageId } from '@/i18n/en';
import type { Operator } from '@/api/types';
import { isComplete, type Condition } from '../model/filter-tree';

/** In the list of operators each has its own words. */
export function operatorName(op: Operator, t: Translate): string {
  return t(`records.op.${op}` satisfies MessageId);
}

/** On a chip "is any of" one thing is simply "is". */
export function operatorOnChip({ field, op, value }: Condition, t: Translate): string {
  const single = Array.isArray(value) && value.length === 1 && isComplete({ field, op, value });
  if (single && (op === 'in' || op === 'has_any')) return t('records.op.eq');
  if (single && (op === 'not_in' || op === 'has_none')) return t('records.op.ne');
  return operatorName(op, t);
}
