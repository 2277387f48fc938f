import { cn } from '@/lib/cn';
import { LineKey } from './line-legend';

interface LineTipProps {
  title: string;
  lines: readonly { name: string; color: string; texts: readonly string[] }[];
  /** In percent of the chart's width. */
  left: number;
  flipped: boolean;
}

/** The numbers of a spot beside its marks. To ears the spot itself says them. */
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
      {lines.map(({ name, color, texts: [first, ...others] }) => (
        <span key={name} className="flex items-baseline gap-4">
          <LineKey name={name} color={color} />
          <span className="ml-auto text-right font-medium text-ink">
            {first}
            {others.map((text) => (
              <span key={text} className="block font-normal text-ink-2">
                {text}
              </span>
            ))}
          </span>
        </span>
      ))}
    </div>
  );
}
