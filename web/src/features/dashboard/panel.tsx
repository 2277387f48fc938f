import { Table2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { IconButton } from '@/ui/icon-button';

export interface PanelTable {
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

interface PanelProps {
  title: string;
  count?: string | null;
  /** At the end of the heading: a link, or a quiet word. */
  end?: ReactNode;
  /** What the chart shows, as a table one can switch to. */
  table?: PanelTable;
  children: ReactNode;
}

/** A section of the sheet: sections meet at one-pixel lines, there is no box around them. */
export function Panel({ title, count, end, table, children }: PanelProps) {
  const t = useT();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section aria-labelledby={id} className="min-w-0 bg-surface px-6 py-4 max-md:px-4">
      <header className="flex min-h-6 items-center gap-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {count && <span className="text-12 font-medium text-ink-3 tabular-nums">{count}</span>}
        <span className="ml-auto text-ink-3 tabular-nums">{end}</span>
        {table && table.rows.length > 0 && (
          <IconButton
            size="sm"
            className="-mr-1"
            label={t('dashboard.as_table', { chart: title })}
            aria-pressed={asTable}
            icon={<Table2 size={16} strokeWidth={1.75} />}
            onClick={() => setAsTable(!asTable)}
          />
        )}
      </header>
      {table && asTable ? <PlainTable label={title} table={table} /> : children}
    </section>
  );
}

function PlainTable({ label, table }: { label: string; table: PanelTable }) {
  return (
    <table aria-label={label} className="mt-2 w-full tabular-nums">
      <thead>
        <tr className="border-b border-line text-left text-12 text-ink-3">
          {table.columns.map((column, index) => (
            <th key={column} scope="col" className={`py-1.5 font-medium ${index > 0 ? 'text-right' : ''}`}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ key, cells }) => (
          <tr key={key} className="border-b border-hairline last:border-0">
            {cells.map((cell, index) =>
              index === 0 ? (
                <th key={table.columns[index]} scope="row" className="py-1.5 text-left font-medium">
                  {cell}
                </th>
              ) : (
                <td key={table.columns[index]} className="py-1.5 pl-3 text-right text-ink-2">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
