import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { Point } from '../chart-data';
import { FigureLink } from '../figure-link';
import type { Drawn } from './drawn';

/** Steps that narrow, with the share of the step before between them. */
export function Funnel({ points, drawn }: { points: readonly Point[]; drawn: Drawn }) {
  const t = useT();
  const format = useFormat();
  const largest = Math.max(...points.map(({ value }) => value)) || 1;
  return (
    <ol aria-label={drawn.summary} className="grid gap-1">
      {points.map((point, index) => {
        const before = points[index - 1]?.value;
        return (
          <li key={point.key}>
            <FigureLink
              column={drawn.column}
              row={point.row}
              className="focus-inset grid grid-cols-[minmax(6rem,12rem)_minmax(0,1fr)_7rem] items-center gap-x-3 rounded-ctl px-1.5 py-0.5 [a&]:hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="truncate">{point.title}</span>
              <span className="flex h-8 justify-center max-sm:order-3 max-sm:col-span-2 max-sm:h-4">
                <span
                  aria-hidden="true"
                  hidden={point.value === 0}
                  className="h-full min-w-0.5 rounded-tag bg-c1 forced-color-adjust-none print:[print-color-adjust:exact]"
                  style={{ width: `${(point.value / largest) * 100}%`, opacity: 1 - index * 0.09 }}
                />
              </span>
              <span className="text-right tabular-nums">
                <span className="font-medium">{drawn.text(point.row)}</span>
                {before !== undefined && before > 0 && (
                  <span className="ml-1.5 text-12 text-ink-3">
                    {format.percent(point.value / before)}
                    <span className="sr-only"> {t('reports.of_step_before')}</span>
                  </span>
                )}
              </span>
            </FigureLink>
          </li>
        );
      })}
    </ol>
  );
}
