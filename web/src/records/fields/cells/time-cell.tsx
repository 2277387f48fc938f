import type { CellProps } from '../../model/field-context';
import { timeWords } from '../time-words';

/** A day or a moment in words when it is near; the title says it in full. */
export function TimeCell({ value, ctx }: CellProps) {
  if (typeof value !== 'string' || value === '') return null;
  return (
    <time dateTime={value} title={ctx.format.full(value)}>
      {timeWords(value, ctx.format)}
    </time>
  );
}
