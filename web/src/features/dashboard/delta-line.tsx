import { ArrowDown, ArrowUp } from 'lucide-react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { tooltipProps } from '@/ui/tooltip-props';
import type { Delta } from './delta';

interface DeltaLineProps {
  delta: Delta;
  /** What it is compared with: "March". */
  than: string;
  /** The exact days of that. */
  days: string;
}

/** "↑ 8% on March". The arrow and the colour say which way; to ears the word does. */
export function DeltaLine({ delta: { direction, by, of }, than, days }: DeltaLineProps) {
  const t = useT();
  const format = useFormat();
  const amount =
    by === null
      ? null
      : of === 'part'
        ? format.percent(Math.abs(by), Math.abs(by) < 0.01 ? 1 : 0)
        : t('dashboard.delta.points', { count: format.number(Math.abs(by) * 100, 1) });
  const Arrow = direction === 'up' ? ArrowUp : ArrowDown;
  return (
    <span
      {...tooltipProps(t('dashboard.delta.compared', { days }))}
      className="mt-1 flex gap-1 text-12 text-ink-3 tabular-nums"
    >
      {direction === 'same' ? (
        <span className="truncate">{t('dashboard.delta.same', { than })}</span>
      ) : (
        <>
          <span
            className={cn(
              'inline-flex shrink-0 items-center gap-0.5 font-medium',
              direction === 'up' ? 'text-success' : 'text-danger',
            )}
          >
            <Arrow size={12} strokeWidth={2} aria-hidden="true" />
            <span className="sr-only">{t(`dashboard.delta.${direction}`)} </span>
            {amount ?? t('dashboard.delta.from_zero')}
          </span>
          {amount !== null && <span className="truncate">{t('dashboard.delta.on', { than })}</span>}
        </>
      )}
    </span>
  );
}
