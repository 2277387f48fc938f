import { isPlainDate } from '@/lib/days';
import { Dot } from '@/ui/dot';
import { kindOf } from '../fields/field-kinds';
import { findOption, isTagged } from '../fields/options';
import { useReferenceTitles } from '../fields/use-reference-titles';
import { textsOf } from '../fields/value-guards';
import type { FieldContext } from '../model/field-context';
import type { Condition } from '../model/filter-tree';

const SHOWN = 2;

/** What a condition compares with, in as few words as a chip has room for. */
export function ConditionValue({ condition, ctx }: { condition: Condition; ctx: FieldContext }) {
  const { op, value } = condition;
  const isReference = ctx.field.type === 'reference' || ctx.field.type === 'references';
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const titles = useReferenceTitles(ctx, isReference ? textsOf(values) : []);
  if (op === 'in_last_days' || op === 'in_next_days') {
    return <>{ctx.t('records.days_count', { count: Number(value) })}</>;
  }
  if (op === 'between') return <>{values.map((item) => words(item, ctx)).join(' – ')}</>;

  const [first] = values;
  const color = isTagged(ctx) ? findOption(ctx, first)?.color : undefined;
  const texts = values.map((item) => (isReference ? (titles.get(String(item)) ?? '…') : words(item, ctx)));
  const more = texts.length - SHOWN;
  return (
    <>
      {color !== undefined && values.length === 1 && <Dot color={color} />}
      <span className="max-w-40 truncate">
        {texts.slice(0, SHOWN).join(', ')}
        {more > 0 && `, +${more}`}
      </span>
    </>
  );
}

function words(value: unknown, ctx: FieldContext): string {
  const { type } = ctx.field;
  if (type === 'money' && typeof value === 'number') {
    return ctx.format.money({ amount: value, currency: ctx.format.currency });
  }
  if (type === 'date' || type === 'datetime') return dayWords(value, ctx);
  if (type === 'select' || type === 'boolean' || type === 'number' || type === 'integer') {
    return kindOf(ctx.field).format(value, ctx);
  }
  if (type === 'multi_select') return kindOf(ctx.field).format([value], ctx);
  return typeof value === 'string' ? value : '';
}

function dayWords(value: unknown, ctx: FieldContext): string {
  if (value === 'today' || value === 'yesterday' || value === 'tomorrow')
    return ctx.t(`records.day.${value}`);
  return typeof value === 'string' && (isPlainDate(value) || value.includes('T'))
    ? ctx.format.date(value)
    : '…';
}
