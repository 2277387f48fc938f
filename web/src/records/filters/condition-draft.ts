import type { Operator } from '@/api/types';
import { kindOf } from '../fields/field-kinds';
import { fieldPath } from '../model/field-path';
import { needsValue, type Condition } from '../model/filter-tree';
import type { FieldContext } from '../model/field-context';

const LISTS: ReadonlySet<Operator> = new Set(['in', 'not_in', 'has_any', 'has_all', 'has_none']);
const DAYS: ReadonlySet<Operator> = new Set(['in_last_days', 'in_next_days']);
const USUAL_DAYS = 30;

/** The operators of a field, the likeliest first: those the person expects and the server allows. */
export function operatorsOf({ field }: Pick<FieldContext, 'field'>): Operator[] {
  const allowed = new Set(field.operators);
  return kindOf(field).operators.filter((op) => allowed.has(op));
}

/** A condition to start from. Yes-or-no fields start complete: there is nothing more to choose. */
export function newCondition(ctx: FieldContext): Condition {
  const [op = 'eq'] = operatorsOf(ctx);
  return withOperator(
    { field: fieldPath(ctx.field), op, ...(ctx.field.type === 'boolean' && { value: true }) },
    op,
  );
}

/** The condition under another operator, with as much of its value as still fits. */
export function withOperator(condition: Condition, op: Operator): Condition {
  const { field, op: old, value } = condition;
  if (!needsValue(op)) return { field, op };
  const values: unknown[] = Array.isArray(value) ? (value as unknown[]) : isFilled(value) ? [value] : [];
  if (LISTS.has(op))
    return { field, op, value: LISTS.has(old) || old === 'eq' || old === 'ne' ? values : [] };
  if (op === 'between') return { field, op, value: [values[0] ?? null, values[1] ?? null] };
  if (DAYS.has(op))
    return { field, op, value: typeof value === 'number' && DAYS.has(old) ? value : USUAL_DAYS };
  if (DAYS.has(old)) return { field, op };
  const [first] = values;
  return isFilled(first) ? { field, op, value: first } : { field, op };
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
