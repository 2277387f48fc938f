import { Progress as Radix } from 'radix-ui';
import { cn } from '@/lib/cn';

interface ProgressProps {
  label: string;
  /** Null while the length of the work is unknown. */
  value: number | null;
  max?: number;
  valueText?: string;
  /** Says by its colour what the words beside it say: that it is nearly too much, or too much. */
  tone?: 'neutral' | 'warning' | 'danger';
}

const fills = { neutral: 'bg-ink-2', warning: 'bg-warning', danger: 'bg-danger' };

export function Progress({ label, value, max = 100, valueText, tone = 'neutral' }: ProgressProps) {
  const share = value === null || max === 0 ? null : Math.min(1, value / max);
  return (
    <Radix.Root
      aria-label={label}
      value={share === null ? null : Math.round(share * 100)}
      max={100}
      getValueLabel={(current) => valueText ?? `${current} %`}
      className="h-1 w-full overflow-hidden rounded-full bg-hover"
    >
      <Radix.Indicator
        style={share === null ? undefined : { width: `${share * 100}%` }}
        className={cn(
          'h-full rounded-full forced-color-adjust-none',
          fills[tone],
          share === null && 'motion-slide w-2/5',
        )}
      />
    </Radix.Root>
  );
}
