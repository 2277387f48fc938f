import { Flame } from 'lucide-react';
import { cn } from '@/lib/cn';
import type { CellProps } from '@/records/model/field-context';

/** The number, a meter, and the flame with its word. Fixed tracks, so that rows without Hot stay in line. */
export function ScoreCell({ value, record, ctx, compact }: CellProps) {
  if (typeof value !== 'number') return null;
  // From which score on, the workspace says.
  const hot = record['temperature'] === 'hot';
  if (compact) {
    return (
      <span className="inline-flex items-center gap-1 font-medium text-ink">
        {hot && (
          <Flame
            size={12}
            className="fill-current text-hot-fg"
            role="img"
            aria-label={ctx.t('records.hot')}
          />
        )}
        {value}
      </span>
    );
  }
  return (
    <span className="grid grid-cols-[18px_36px_1fr] items-center gap-2 text-ink tabular-nums">
      <span className="text-right">{value}</span>
      <span aria-hidden="true" className="h-[3px] overflow-hidden rounded-[2px] bg-line">
        <span
          style={{ width: `${Math.min(100, Math.max(0, value))}%` }}
          className={cn('block h-full rounded-[2px]', hot ? 'bg-hot' : 'bg-ink-3')}
        />
      </span>
      {hot && (
        <span className="inline-flex items-center gap-0.5 text-12 font-medium text-hot-fg">
          <Flame size={12} strokeWidth={2.25} className="fill-current" aria-hidden="true" />
          {ctx.t('records.hot')}
        </span>
      )}
    </span>
  );
}
