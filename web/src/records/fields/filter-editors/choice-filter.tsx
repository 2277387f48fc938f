import { Dot } from '@/ui/dot';
import type { FilterEditorProps } from '../field-kind';
import { isTagged, labelOfOption } from '../options';
import { textsOf } from '../value-guards';
import { CheckList } from './check-list';

export function ChoiceFilter({ ctx, op, value, onChange }: FilterEditorProps) {
  const tagged = isTagged(ctx);
  const single = op === 'eq' || op === 'ne';
  const items = ctx.field.options.map((option) => ({
    value: option.value,
    label: labelOfOption(ctx, option.value),
    icon: tagged ? <Dot color={option.color} /> : undefined,
  }));
  const chosen = single ? (typeof value === 'string' ? [value] : []) : textsOf(value);
  return (
    <CheckList
      label={ctx.label}
      items={items}
      chosen={chosen}
      onChange={(next) => onChange(single ? (next.at(-1) ?? null) : next)}
    />
  );
}
