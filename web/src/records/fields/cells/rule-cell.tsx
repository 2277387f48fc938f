import { Repeat } from 'lucide-react';
import type { CellProps } from '../../model/field-context';
import { ruleWords } from '../rule';

/** How often it comes again, in words. */
export function RuleCell({ value, ctx }: CellProps) {
  const { format, t } = ctx;
  const words = ruleWords(value, { t, locale: format.locale, date: (day) => format.date(day) });
  if (words === '') return null;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5" title={words}>
      <Repeat size={14} strokeWidth={2} aria-hidden="true" className="shrink-0 text-ink-3" />
      <span className="truncate">{words}</span>
    </span>
  );
}
