import { useId, useState } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import type { FilterGroup } from '@/records/model/filter-tree';
import type { Axis } from '@/ui/charts/axis';
import { curve } from '@/ui/charts/curve';
import type { RevenueMonth } from './dashboard-query';
import { RevenueMonths } from './revenue-months';
import { RevenueTip } from './revenue-tip';
import { monthShort } from '@/i18n/span-words';

export interface RevenuePoint extends RevenueMonth {
  name: string;
  /** In the workspace's currency. */
  won: number;
  wonBefore: number;
  filter: FilterGroup;
}

/**
 * Two curves over twelve months. The drawing stretches with the panel; labels, marks and the months one can
 * point at, tap or walk through lie over it, so that text keeps its size.
 */
export function RevenueChart({ points, axis }: { points: readonly RevenuePoint[]; axis: Axis }) {
  const t = useT();
  const format = useFormat();
  const gradient = useId();
  const [active, setActive] = useState<number | null>(null);
  const top = axis.ticks.at(-1) ?? 1;
  const x = (index: number) => ((index + 0.5) / points.length) * 100;
  const y = (amount: number) => 100 - (amount / top) * 100;
  const line = (amount: (point: RevenuePoint) => number) =>
    curve(points.map((point, index) => ({ x: x(index), y: y(amount(point)) })));
  const now = line(({ won }) => won);
  const best = points.reduce((most, point) => (point.won > most.won ? point : most));
  const summary = t('dashboard.revenue_summary', {
    first: points[0]?.name ?? '',
    last: points.at(-1)?.name ?? '',
    total: format.moneyShort({ amount: sum(points), currency: format.currency }),
    month: best.name,
    amount: format.moneyShort({ amount: best.won, currency: format.currency }),
  });
  const shown = active === null ? undefined : points[active];

  return (
    <div className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-11 text-ink-3 tabular-nums">
      <div aria-hidden="true" className="flex h-52 flex-col-reverse justify-between max-md:h-44">
        {axis.ticks.map((tick) => (
          <span key={tick} className="flex h-0 items-center leading-none">
            {format.number(tick / axis.perUnit)}
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
          <defs>
            <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
              <stop offset="0" stopColor="var(--c1)" stopOpacity="0.16" />
              <stop offset="1" stopColor="var(--c1)" stopOpacity="0" />
            </linearGradient>
          </defs>
          {axis.ticks.map((tick, index) => (
            <line
              key={tick}
              x1="0"
              x2="100"
              y1={y(tick)}
              y2={y(tick)}
              className={index === 0 ? 'stroke-line' : 'stroke-hairline'}
            />
          ))}
          <path d={`${now}L${x(points.length - 1)} 100L${x(0)} 100Z`} fill={`url(#${gradient})`} />
          <path
            d={line(({ wonBefore }) => wonBefore)}
            fill="none"
            strokeWidth="1.5"
            strokeDasharray="3 4"
            strokeLinecap="round"
            className="stroke-c-prev"
          />
          <path
            d={now}
            fill="none"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
            className="stroke-c1"
          />
        </svg>
        {shown && active !== null && (
          <span aria-hidden="true" className="absolute inset-y-0" style={{ left: `${x(active)}%` }}>
            <span className="absolute inset-y-0 border-l border-dotted border-line-strong" />
            <Mark top={y(shown.wonBefore)} className="size-1.5 border-c-prev" />
            <Mark top={y(shown.won)} className="size-2 border-c1" />
          </span>
        )}
        <RevenueMonths points={points} active={active} onActive={setActive} />
        {shown && active !== null && (
          <RevenueTip point={shown} left={x(active)} flipped={active >= points.length / 2} />
        )}
      </div>
      <div />
      <div
        aria-hidden="true"
        className="mt-2 grid auto-cols-fr grid-flow-col text-center max-sm:[&>:nth-child(odd)]:invisible"
      >
        {points.map(({ month }, index) => (
          <span key={month} className={cn(index === active && 'font-medium text-ink')}>
            {monthShort(month, format.locale)}
          </span>
        ))}
      </div>
    </div>
  );
}

function Mark({ top, className }: { top: number; className: string }) {
  return (
    <span
      className={cn(
        'absolute box-content -translate-1/2 rounded-full border-2 bg-surface forced-color-adjust-none',
        className,
      )}
      style={{ top: `${top}%` }}
    />
  );
}

function sum(points: readonly RevenuePoint[]): number {
  return points.reduce((total, { won }) => total + won, 0);
}
