import { isChecklist } from '../fields/checklist';
import { kindOf } from '../fields/field-kinds';
import { isParticipants } from '../fields/participants';
import { isPriceList } from '../fields/price-list';
import type { FieldContext } from '../model/field-context';

/** An old or new value of a change, in words. A reference comes with its title, whoever may read it. */
export function changeText(ctx: FieldContext | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'object' && 'title' in value && typeof value.title === 'string') return value.title;
  if (ctx && [isChecklist, isParticipants, isPriceList].some((is) => is(ctx.field))) {
    return kindOf(ctx.field).format(value, ctx);
  }
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    return value.map((item) => changeText(ctx, item)).join(', ');
  }
  if (ctx && typeof value === 'string' && (ctx.field.type === 'date' || ctx.field.type === 'datetime')) {
    return ctx.format.dateTime(value);
  }
  if (ctx) return kindOf(ctx.field).format(value, ctx);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
