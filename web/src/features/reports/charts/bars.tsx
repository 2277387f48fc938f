import type { Point } from '../chart-data';
import { FigureLink } from '../figure-link';
import type { Drawn } from './drawn';

/** A bar per row, each the link to what it counts. */
export function Bars({ points, drawn }: { points: readonly Point[]; drawn: Drawn }) {
  const largest = Math.max(...points.map(({ value }) => value)) || 1;
  return (
    <ul aria-label={drawn.summary} className="grid gap-1">
      {points.map((point) => (
        <li key={point.key}>
          <FigureLink
            column={drawn.column}
            row={point.row}
            className="focus-inset grid grid-cols-[minmax(6rem,14rem)_minmax(0,1fr)_auto] items-center gap-x-3 rounded-ctl px-1.5 py-1 [a&]:hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="truncate">{point.title}</span>
            <span className="h-4 max-sm:order-3 max-sm:col-span-2 max-sm:h-2">
              <span
                aria-hidden="true"
                hidden={point.value === 0}
                className="block h-full min-w-0.5 rounded-tag bg-c1 forced-color-adjust-none print:[print-color-adjust:exact]"
                style={{ width: `${(point.value / largest) * 100}%` }}
              />
            </span>
            <span className="min-w-14 text-right font-medium tabular-nums">{drawn.text(point.row)}</span>
          </FigureLink>
        </li>
      ))}
    </ul>
  );
}
