import { Calendar, CircleAlert, CircleDashed, Clock } from 'lucide-react';
import { cn } from '@/lib/cn';
import type { CellProps } from '@/records/model/field-context';

const icons = { overdue: CircleAlert, today: Clock, later: Calendar };
const CLOSED = new Set(['won', 'lost', 'completed', 'cancelled']);

/** When something is to be done: an icon and words, red when overdue, stronger when it is today. */
export function DueCell({ value, record, ctx, compact }: CellProps) {
  const closed = [record['stage'], record['status']].some((state) => CLOSED.has(String(state)));
  if (typeof value !== 'string' || value === '') {
    if (closed && compact) return null;
    if (closed) return <span className="text-ink-3">–</span>;
    return (
      <span className="inline-flex items-center gap-[5px] align-top text-ink-3">
        {!compact && <CircleDashed size={14} strokeWidth={2} aria-hidden="true" />}
        {ctx.t('records.none_planned')}
      </span>
    );
  }
  const due = ctx.format.due(value);
  // What is done is not late any more.
  const state = closed ? 'later' : due.state;
  const Icon = icons[state];
  return (
    <time
      dateTime={value}
      title={ctx.format.full(value)}
      className={cn(
        'inline-flex items-center gap-[5px] align-top tabular-nums',
        state === 'overdue' && 'font-medium text-danger',
        state === 'today' && 'font-medium text-ink',
        state === 'later' && 'text-ink-2',
      )}
    >
      {!compact && <Icon size={14} strokeWidth={2} aria-hidden="true" />}
      {closed ? ctx.format.date(value) : due.text}
    </time>
  );
}
