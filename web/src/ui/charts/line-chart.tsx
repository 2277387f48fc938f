import { useId, useState, type ReactElement } from 'react';
import { cn } from '@/lib/cn';
import { curve } from './curve';
import { LineStops } from './line-stops';
import { LineTip } from './line-tip';

export interface ChartLine {
  name: string;
  /** A colour of the tokens. */
  color: string;
  /** What the others are compared with. */
  dashed?: boolean;
  values: readonly number[];
  /** Each number in words; more than one where a number has parts that do not add up. */
  texts: readonly (readonly string[])[];
}

export interface ChartSpot {
  key: string;
  title: string;
  /** For the foot of the chart. */
  short: string;
  /** Title and numbers, for ears. */
  label: string;
  /** Opens the list behind it. Without one it only tells its numbers. */
  link?: ReactElement;
}

interface LineChartProps {
  lines: readonly ChartLine[];
  spots: readonly ChartSpot[];
  /** From nought up. */
  ticks: readonly { value: number; text: string }[];
  /** What the chart says, in a sentence for ears. */
  summary: string;
}

/**
 * Curves over time. The drawing stretches with its room; labels, marks and the spots one can point at, tap or
 * walk through lie over it, so that text keeps its size.
 */
export function LineChart({ lines, spots, ticks, summary }: LineChartProps) {
  const gradient = useId();
  const [active, setActive] = useState<number | null>(null);
  const top = ticks.at(-1)?.value || 1;
  const x = (index: number) => ((index + 0.5) / spots.length) * 100;
  const y = (value: number) => 100 - (value / top) * 100;
  const path = (values: readonly number[]) =>
    curve(values.map((value, index) => ({ x: x(index), y: y(value) })));
  const solid = lines.filter(({ dashed }) => !dashed);
  const alone = solid.length === 1 ? solid[0] : undefined;
  // As many names at the foot as have room, the last always among them.
  const every = Math.ceil(spots.length / 12);

  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-11 text-ink-3 tabular-nums">
      <div aria-hidden="true" className="flex h-52 flex-col-reverse justify-between max-md:h-44">
        {ticks.map(({ value, text }) => (
          <span key={value} className="flex h-0 items-center justify-end leading-none">
            {text}
          </span>
        ))}
      </div>
      <div
        role="group"
        aria-label={summary}
        className="relative h-52 max-md:h-44"
        onPointerLeave={() => setActive(null)}
      >
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible [&_*]:[vector-effect:non-scaling-stroke]"
        >
          {ticks.map(({ value }, index) => (
            <line
              key={value}
              x1="0"
              x2="100"
              y1={y(value)}
              y2={y(value)}
              className={index === 0 ? 'stroke-line' : 'stroke-hairline'}
            />
          ))}
          {alone && (
            <>
              <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
                <stop offset="0" stopColor={alone.color} stopOpacity="0.16" />
                <stop offset="1" stopColor={alone.color} stopOpacity="0" />
              </linearGradient>
              <path
                d={`${path(alone.values)}L${x(spots.length - 1)} 100L${x(0)} 100Z`}
                fill={`url(#${gradient})`}
              />
            </>
          )}
          {lines.toReversed().map(({ name, color, dashed, values }) => (
            <path
              key={name}
              d={path(values)}
              fill="none"
              stroke={color}
              strokeWidth={dashed ? 1.5 : 2}
              strokeDasharray={dashed ? '3 4' : undefined}
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          ))}
        </svg>
        {active !== null && (
          <span aria-hidden="true" className="absolute inset-y-0" style={{ left: `${x(active)}%` }}>
            <span className="absolute inset-y-0 border-l border-dotted border-line-strong" />
            {lines.toReversed().map(({ name, color, dashed, values }) => (
              <span
                key={name}
                className={cn(
                  'absolute box-content -translate-1/2 rounded-full border-2 bg-surface forced-color-adjust-none',
                  dashed ? 'size-1.5' : 'size-2',
                )}
                style={{ top: `${y(values[active] ?? 0)}%`, borderColor: color }}
              />
            ))}
          </span>
        )}
        <LineStops spots={spots} active={active} onActive={setActive} />
        {active !== null && (
          <LineTip
            title={spots[active]?.title ?? ''}
            lines={lines.map((line) => ({ ...line, texts: line.texts[active] ?? [] }))}
            left={x(active)}
            flipped={active >= spots.length / 2}
          />
        )}
      </div>
      <div />
      <div aria-hidden="true" className="mt-2 grid auto-cols-fr grid-flow-col text-center">
        {spots.map(({ key, short }, index) => (
          <span key={key} className="flex h-4 min-w-0 justify-center">
            <span
              className={cn(
                'whitespace-nowrap',
                (spots.length - 1 - index) % every !== 0 && 'invisible',
                (spots.length - 1 - index) % (every * 2) !== 0 && 'max-sm:invisible',
                index === active && 'font-medium text-ink',
              )}
            >
              {short}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}
