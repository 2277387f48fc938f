import type { ReactNode } from 'react';

export interface TableData {
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** What a chart shows, as rows and columns. The first column names the rows, the others are numbers. */
export function PlainTable({ label, table }: { label: string; table: TableData }) {
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
