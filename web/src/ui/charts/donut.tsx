/** The colours of its arcs, in order; a legend beside it names them. */
export const arcColors = [
  'var(--c1)',
  'var(--c2)',
  'var(--c3)',
  'var(--c4)',
  'var(--c5)',
  'var(--c6)',
] as const;

const radius = 50;
const around = 2 * Math.PI * radius;
const gap = 2.5;

interface DonutProps {
  counts: readonly number[];
  /** In the middle. */
  total: string;
  caption: string;
}

/** A ring of shares. It is decoration: the list beside it says the same in words and numbers. */
export function Donut({ counts, total, caption }: DonutProps) {
  const sum = counts.reduce((all, count) => all + count, 0) || 1;
  const alone = counts.filter((count) => count > 0).length === 1;
  const starts = counts.map(
    (_, index) => counts.slice(0, index).reduce((all, count) => all + count, 0) / sum,
  );
  return (
    <svg aria-hidden="true" width="128" height="128" viewBox="9 9 114 114" className="shrink-0">
      {counts.map((count, index) => {
        const length = Math.max(0.5, (count / sum) * around - (alone ? 0 : gap));
        return (
          <circle
            // The arcs have no identity of their own: they are redrawn with the counts.
            key={arcColors[index]}
            cx="66"
            cy="66"
            r={radius}
            fill="none"
            stroke={arcColors[index]}
            strokeWidth="14"
            strokeDasharray={`${length} ${around - length}`}
            strokeDashoffset={-(starts[index] ?? 0) * around}
            transform="rotate(-90 66 66)"
          />
        );
      })}
      <text x="66" y="66" textAnchor="middle" className="fill-ink text-20 font-semibold tabular-nums">
        {total}
      </text>
      <text x="66" y="82" textAnchor="middle" className="fill-ink-3 text-11">
        {caption}
      </text>
    </svg>
  );
}
