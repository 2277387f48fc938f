import { cn } from '@/lib/cn';

interface LineTipProps {
  title: string;
  lines: readonly { name: string; color: string; text: string }[];
  /** In percent of the chart's width. */
  left: number;
  flipped: boolean;
}

/** The numbers of a place beside its marks. To ears the place itself says them. */
export function LineTip({ title, lines, left, flipped }: LineTipProps) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        'pointer-events-none absolute top-0 z-10 grid w-max gap-0.5 rounded-card border border-line-raised bg-raised px-2.5 py-2 text-12 text-ink-2 shadow-pop',
        flipped ? '-ml-3 -translate-x-full' : 'ml-3',
      )}
      style={{ left: `${left}%` }}
    >
      <span className="font-medium text-ink">{title}</span>
      {lines.map(({ name, color, text }) => (
        <span key={name} className="flex items-baseline gap-4">
          <span className="inline-flex items-center gap-1.5">
            <span
              className="h-0.5 w-2.5 rounded-full forced-color-adjust-none"
              style={{ background: color }}
            />
            {name}
          </span>
          <span className="ml-auto text-right font-medium text-ink">{text}</span>
        </span>
      ))}
    </div>
  );
}
