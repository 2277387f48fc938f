import { ArrowDown, ArrowUp } from 'lucide-react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { isFigure } from './behind';
import { keyOf } from './chart-data';
import { FigureLink } from './figure-link';
import { cellText, nextOrder, ordered, readOrder } from './figures';
import type { Cell, Column, Result, ResultRow } from './result-query';
import type { Words } from './use-words';

interface ReportTableProps {
  label: string;
  result: Result;
  words: Words;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
}

const line = 'border-b border-hairline';

/** Every row and figure; figures lead to what they count. It scrolls inside itself, the rows' names stay. */
export function ReportTable({ label, result, words, sort, onSort }: ReportTableProps) {
  const t = useT();
  const { currency } = useFormat();
  const order = readOrder(sort);
  const rows = ordered(result.rows, result.columns, order, currency, words.title);
  const heads = [
    ...result.groupings.map((_, index) => ({
      key: `group:${index}`,
      text: words.grouping(index),
      words: true,
    })),
    ...result.columns.map(({ key }, index) => ({ key, text: words.column(index), words: false })),
  ];
  const hasTotal = result.total.some((cell) => cell !== null) && result.groupings.length > 0;

  return (
    <div
      role="region"
      aria-label={label}
      // A scrolling region has to be reachable by the keys that scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="focus-inset overflow-x-auto print:overflow-visible"
    >
      <table aria-label={label} className="w-full border-separate border-spacing-0 tabular-nums">
        <thead>
          <tr>
            {heads.map((head, index) => {
              const chosen = order?.key === head.key;
              return (
                <th
                  key={head.key}
                  scope="col"
                  aria-sort={chosen ? (order.descending ? 'descending' : 'ascending') : undefined}
                  className={cn(
                    'border-b border-line bg-surface p-0 font-medium whitespace-nowrap text-ink-3',
                    index === 0 && 'sticky left-0 z-10',
                  )}
                >
                  <button
                    type="button"
                    onClick={() => onSort(nextOrder(sort, head.key, head.words))}
                    className={cn(
                      'focus-inset inline-flex w-full items-center gap-1 px-3 py-2 text-12 hover:text-ink pointer-coarse:py-3',
                      !head.words && 'justify-end',
                      chosen && 'text-ink',
                    )}
                  >
                    {head.text}
                    {chosen &&
                      (order.descending ? (
                        <ArrowDown size={12} strokeWidth={2} aria-hidden="true" />
                      ) : (
                        <ArrowUp size={12} strokeWidth={2} aria-hidden="true" />
                      ))}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="group">
              {row.groups.map((_, index) => (
                <th
                  key={heads[index]?.key}
                  scope="row"
                  className={cn(
                    line,
                    'max-w-64 truncate bg-surface px-3 py-2 text-left font-medium group-hover:bg-row-hover max-sm:max-w-36',
                    index === 0 && 'sticky left-0 z-10',
                  )}
                >
                  {words.title(row, index)}
                </th>
              ))}
              {result.columns.map((column, index) => (
                <Figure key={column.key} column={column} row={row} cell={row.cells[index]} className={line} />
              ))}
            </tr>
          ))}
        </tbody>
        {hasTotal && (
          <tfoot>
            <tr>
              <th
                scope="row"
                colSpan={result.groupings.length}
                className="sticky left-0 z-10 border-t border-line bg-surface px-3 py-2 text-left font-semibold"
              >
                {t('reports.total')}
              </th>
              {result.columns.map((column, index) => (
                <Figure
                  key={column.key}
                  column={column}
                  row={null}
                  cell={result.total[index]}
                  className="border-t border-line font-semibold"
                />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface FigureProps {
  column: Column;
  row: ResultRow | null;
  cell: Cell | undefined;
  className: string;
}

function Figure({ column, row, cell, className }: FigureProps) {
  const format = useFormat();
  const text = cellText(cell, column.type, format);
  return (
    <td className={cn(className, 'px-3 py-2 text-right whitespace-nowrap group-hover:bg-row-hover')}>
      {isFigure(cell) && column.behind ? (
        <FigureLink
          column={column}
          row={row}
          className="underline-offset-2 hover:underline [a&]:decoration-line-strong"
        >
          {text}
        </FigureLink>
      ) : (
        text
      )}
    </td>
  );
}
