import type { FieldOption } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { foldText } from '@/lib/fold-text';
import type { FieldContext } from '../model/field-context';

export function findOption(ctx: FieldContext, value: unknown): FieldOption | undefined {
  return ctx.field.options.find((option) => option.value === value);
}

/** An option that has been taken away since keeps its value as its name. */
export function labelOfOption(ctx: FieldContext, value: string): string {
  const option = findOption(ctx, value);
  return option ? optionLabel(ctx.kind, ctx.field, option) : value;
}

/**
 * The choice that every record must have is the one that says where it stands: that one is a tag.
 * The others stay plain text, so that a table has one coloured column and not five.
 */
export function isTagged({ field }: Pick<FieldContext, 'field'>): boolean {
  return field.required && new Set(field.options.map((option) => option.color)).size > 1;
}

/** The option that a pasted text names, by label or by value. */
export function parseOption(ctx: FieldContext, text: string): FieldOption | undefined {
  const wanted = foldText(text);
  return ctx.field.options.find((option) =>
    [option.value, option.label, labelOfOption(ctx, option.value)].some((name) => foldText(name) === wanted),
  );
}
