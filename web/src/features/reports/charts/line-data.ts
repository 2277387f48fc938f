import type { Format } from '@/i18n/format';
import type { Translate } from '@/i18n/t';
import { pointsOf, stacksOf } from '../chart-data';
import { cellNumber } from '../figures';
import type { Result, ResultRow } from '../result-query';
import { spanShort } from '@/i18n/span-words';
import type { Words } from '../use-words';

export interface Line {
  name: string;
  /** A colour of the tokens. */
  color: string;
  dashed: boolean;
  values: number[];
}

export interface Spot {
  key: string;
  title: string;
  /** For the foot of the chart. */
  short: string;
  /** The row whose list the spot opens; none where several lines meet. */
  row: ResultRow | null;
}

export interface Lines {
  lines: Line[];
  spots: Spot[];
}

const colors = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)', 'var(--c6)'];

/** Curves over time: one, one with the year before, or one per value of the second grouping. */
export function linesOf(result: Result, column: number, words: Words, format: Format, t: Translate): Lines {
  const short = (row: ResultRow | undefined, title: string) => {
    const group = row?.groups[0];
    if (group?.from === undefined || group.to === undefined) return title;
    return spanShort(group.from, group.to, format.locale, t);
  };
  // A row without a date has no place in time.
  const timed = result.rows.some(({ groups }) => groups[0]?.from !== undefined);
  const rows = timed ? result.rows.filter(({ groups }) => groups[0]?.from !== undefined) : result.rows;
  if (result.groupings.length > 1) {
    const { series, stacks } = stacksOf(
      { ...result, rows },
      column,
      format.currency,
      words.title,
      t('reports.others'),
    );
    return {
      lines: series.map((name, index) => ({
        name,
        color: colors[index % colors.length] ?? 'var(--c1)',
        dashed: false,
        values: stacks.map(({ parts }) => parts[index]?.value ?? 0),
      })),
      spots: stacks.map(({ key, title, parts }) => {
        const row = parts.find((part) => part.row !== null)?.row ?? undefined;
        return { key, title, short: short(row, title), row: null };
      }),
    };
  }
  const points = pointsOf({ ...result, rows }, column, format.currency, words.title);
  const line = (at: number, color: string, dashed: boolean): Line => ({
    name: words.column(at),
    color,
    dashed,
    values: rows.map(({ cells }) => Math.max(0, cellNumber(cells[at], format.currency) ?? 0)),
  });
  const before = result.columns.findIndex(({ key }) => key === 'before');
  const compares = before !== -1 && result.columns[column]?.key === 'revenue';
  return {
    lines: [line(column, 'var(--c1)', false), ...(compares ? [line(before, 'var(--c-prev)', true)] : [])],
    spots: points.map(({ key, title, row }) => ({ key, title, short: short(row, title), row })),
  };
}
