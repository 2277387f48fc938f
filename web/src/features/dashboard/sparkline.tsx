import { curve } from '@/ui/charts/curve';

const height = 28;
const margin = 3;

/** A small curve beside a figure: decoration, what it shows is said in words. Parts without a number are passed over. */
export function Sparkline({ points }: { points: readonly (number | null)[] }) {
  const known = points.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const [first] = known;
  if (known.length < 2 || !first) return null;
  const values = known.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least === most) return null;
  const room = height - 2 * margin;
  const placed = known.map(({ value, index }) => ({
    x: ((index - first.index) / (points.length - 1 - first.index)) * 100,
    y: height - margin - ((value - least) / (most - least)) * room,
  }));
  const last = placed.at(-1);
  return (
    <span aria-hidden="true" className="relative mb-0.5 ml-auto h-7 w-22 min-w-0 shrink">
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" className="size-full overflow-visible">
        <path
          d={curve(placed)}
          fill="none"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
          className="stroke-ink-3"
        />
      </svg>
      {last && (
        <span
          className="absolute -mt-[2.5px] -ml-[2.5px] size-[5px] rounded-full bg-ink-3 forced-color-adjust-none"
          style={{ left: `${last.x}%`, top: `${(last.y / height) * 100}%` }}
        />
      )}
    </span>
  );
}
