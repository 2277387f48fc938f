import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { arcColors, Donut } from '@/ui/charts/donut';
import { MOST_SERIES, type Point } from '../chart-data';
import { FigureLink } from '../figure-link';
import type { Drawn } from './drawn';

/** Shares of the whole: the largest have an arc each, the rest one together. */
export function Ring({ points, drawn }: { points: readonly Point[]; drawn: Drawn }) {
  const t = useT();
  const format = useFormat();
  const sorted = points.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const gathers = sorted.length > MOST_SERIES;
  const shown = gathers ? sorted.slice(0, MOST_SERIES - 1) : sorted;
  const sum = sorted.reduce((all, { value }) => all + value, 0);
  const rest = sum - shown.reduce((all, { value }) => all + value, 0);
  const line = 'grid grid-cols-[auto_minmax(0,1fr)_auto_3rem] items-center gap-x-2.5 rounded-ctl px-1.5 py-1';
  const share = (value: number) => (
    <span className="text-right text-ink-3 tabular-nums">{format.percent(value / (sum || 1))}</span>
  );
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
      <Donut
        counts={[...shown.map(({ value }) => value), ...(gathers ? [rest] : [])]}
        total={drawn.number(sum)}
        caption=""
      />
      <ul aria-label={drawn.summary} className="grid min-w-60 flex-1 gap-0.5">
        {shown.map((point, index) => (
          <li key={point.key}>
            <FigureLink
              column={drawn.column}
              row={point.row}
              className={`focus-inset ${line} [a&]:hover:bg-hover`}
            >
              <Swatch index={index} />
              <span className="truncate">{point.title}</span>
              <span className="text-right font-medium tabular-nums">{drawn.text(point.row)}</span>
              {share(point.value)}
            </FigureLink>
          </li>
        ))}
        {gathers && (
          <li className={line}>
            <Swatch index={MOST_SERIES - 1} />
            <span className="truncate">{t('reports.others')}</span>
            <span className="text-right font-medium tabular-nums">{drawn.number(rest)}</span>
            {share(rest)}
          </li>
        )}
      </ul>
    </div>
  );
}

function Swatch({ index }: { index: number }) {
  return (
    <span
      aria-hidden="true"
      className="size-2.5 shrink-0 rounded-tag forced-color-adjust-none print:[print-color-adjust:exact]"
      style={{ background: arcColors[index] }}
    />
  );
}
