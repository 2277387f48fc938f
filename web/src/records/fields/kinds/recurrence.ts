import { RuleCell } from '../cells/rule-cell';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { ruleWords } from '../rule';
import { text } from './text';

/** How often something comes again. Copies and imports have the rule as it is written. */
export const recurrence: FieldKindDef = {
  ...text,
  width: 160,
  multiline: true,
  operators: ['empty', 'not_empty'],
  Cell: RuleCell,
  Editor: lazyPart(async () => (await import('../editors/recurrence-editor')).RecurrenceEditor),
  format: (value, ctx) =>
    ruleWords(value, { t: ctx.t, locale: ctx.format.locale, date: (day) => ctx.format.date(day) }),
};
