import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { otherMoney } from '@/lib/totals';
import type { ChartKind } from './canned';
import { MOST_POINTS, pointsOf, stacksOf, ticksOf } from './chart-data';
import { Bars } from './charts/bars';
import type { Drawn } from './charts/drawn';
import { Funnel } from './charts/funnel';
import { linesOf } from './charts/line-data';
import { LinesOverTime } from './charts/lines-over-time';
import { Ring } from './charts/ring';
import { Stacked } from './charts/stacked';
import { cellText, numberText } from './figures';
import type { Result } from './result-query';
import type { Words } from './use-words';

interface ReportChartProps {
  result: Result;
  chart: ChartKind;
  /** The place of the column that is drawn. */
  column: number;
  words: Words;
}

/** The report's picture. The table below it says the same in numbers. */
export function ReportChart({ result, chart, column: at, words }: ReportChartProps) {
  const t = useT();
  const format = useFormat();
  const { workspace } = useBootstrap();
  const column = result.columns[at];
  if (!column || chart === 'table' || result.groupings.length === 0) return null;

  const points = pointsOf(result, at, format.currency, words.title);
  const shown = points.slice(0, MOST_POINTS);
  const name = words.column(at);
  const most = points.toSorted((a, b) => b.value - a.value)[0];
  const drawn: Drawn = {
    column,
    name,
    summary: t('reports.chart_summary', {
      name,
      by: result.groupings.map((_, index) => words.grouping(index)).join(', '),
      count: points.length,
      most: most?.title ?? '',
      figure: most ? numberText(most.value, column.type, format) : '',
    }),
    text: (row) => cellText(row.cells[at], column.type, format, true),
    number: (value) => numberText(value, column.type, format),
  };
  const others = column.type === 'money' && hasOther(result, at, workspace?.currency ?? format.currency);
  const two = result.groupings.length > 1;
  const cut = chart !== 'line' && !two && points.length > MOST_POINTS;

  return (
    <figure className="grid gap-3">
      <Picture
        result={result}
        chart={chart}
        at={at}
        words={words}
        drawn={drawn}
        points={shown}
        all={points}
      />
      {(others || cut) && (
        <figcaption className="text-12 text-ink-3">
          {cut && t('reports.chart_cut', { shown: MOST_POINTS, count: points.length })}{' '}
          {others && t('reports.chart_currency', { currency: format.currency })}
        </figcaption>
      )}
    </figure>
  );
}

interface PictureProps {
  result: Result;
  chart: ChartKind;
  at: number;
  words: Words;
  drawn: Drawn;
  points: ReturnType<typeof pointsOf>;
  all: ReturnType<typeof pointsOf>;
}

function Picture({ result, chart, at, words, drawn, points, all }: PictureProps) {
  const t = useT();
  const format = useFormat();
  const two = result.groupings.length > 1;
  if (chart === 'line') {
    const data = linesOf(result, at, words, format, t);
    const largest = Math.max(0, ...data.lines.flatMap(({ values }) => values));
    const ticks = ticksOf(largest, drawn.column.type, format.currency, format.locale.endsWith('-IN'));
    return <LinesOverTime data={data} ticks={ticks} drawn={drawn} />;
  }
  if (two && chart !== 'donut' && chart !== 'funnel') {
    const stacks = stacksOf(result, at, format.currency, words.title, t('reports.others'));
    return <Stacked stacks={{ ...stacks, stacks: stacks.stacks.slice(0, MOST_POINTS) }} drawn={drawn} />;
  }
  if (chart === 'donut') return <Ring points={all} drawn={drawn} />;
  if (chart === 'funnel') return <Funnel points={points} drawn={drawn} />;
  return <Bars points={points} drawn={drawn} />;
}

function hasOther(result: Result, at: number, currency: string): boolean {
  return result.rows.some(({ cells }) => {
    const cell = cells[at];
    return (
      typeof cell === 'object' && cell !== null && cell !== undefined && otherMoney(cell, currency).length > 0
    );
  });
}
