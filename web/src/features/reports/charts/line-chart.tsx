import { useState } from 'react';
import { cn } from '@/lib/cn';
import { curve } from '@/ui/charts/curve';
import type { Drawn } from './drawn';
import type { Lines } from './line-data';
import { LineSpots } from './line-spots';
import { LineTip } from './line-tip';

interface LineChartProps {
  data: Lines;
  /** From nought up, in the column's own unit. */
  ticks: readonly number[];
  drawn: Drawn;
}

/** Curves over time. Each place along them tells its numbers, and opens the list behind them where there is one. */
export function LineChart({ data: { lines, spots }, ticks, drawn }: LineChartProps) {
  const [active, setActive] = useState<number | null>(null);
  const top = ticks.at(-1) || 1;
  const x = (index: number) => ((index + 0.5) / spots.length) * 100;
  const y = (value: number) => 100 - (value / top) * 100;
  const path = (values: readonly number[]) =>
    curve(values.map((value, index) => ({ x: x(index), y: y(value) })));
  // As many names at the foot as have room, the last always among them.
  const every = Math.ceil(spots.length / 12);

  return (
    <div className="grid gap-3">
      {lines.length > 1 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
          {lines.map(({ name, color }) => (
            <li key={name} className="inline-flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className="h-0.5 w-3 rounded-full forced-color-adjust-none print:[print-color-adjust:exact]"
                style={{ background: color }}
              />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-11 text-ink-3 tabular-nums">
        <div aria-hidden="true" className="flex h-60 flex-col-reverse justify-between max-md:h-44">
          {ticks.map((tick) => (
            <span key={tick} className="flex h-0 items-center justify-end leading-none">
              {drawn.number(tick)}
            </span>
          ))}
        </div>
        <div
          role="group"
          aria-label={drawn.summary}
          className="relative h-60 max-md:h-44"
          onPointerLeave={() => setActive(null)}
        >
          <svg
            aria-hidden="true"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible [&_*]:[vector-effect:non-scaling-stroke]"
          >
            {ticks.map((tick, index) => (
              <line
                key={tick}
                x1="0"
                x2="100"
                y1={y(tick)}
                y2={y(tick)}
                className={index === 0 ? 'stroke-line' : 'stroke-hairline'}
              />
            ))}
            {lines.map(({ name, color, dashed, values }) => (
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
              {lines.map(({ name, color, values }) => (
                <span
                  key={name}
                  className="absolute box-content size-2 -translate-1/2 rounded-full border-2 bg-surface forced-color-adjust-none"
                  style={{ top: `${y(values[active] ?? 0)}%`, borderColor: color }}
                />
              ))}
            </span>
          )}
          <LineSpots spots={spots} lines={lines} drawn={drawn} active={active} onActive={setActive} />
          {active !== null && (
            <LineTip
              title={spots[active]?.title ?? ''}
              lines={lines.map(({ name, color, values }) => ({
                name,
                color,
                text: drawn.number(values[active] ?? 0),
              }))}
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
    </div>
  );
}
