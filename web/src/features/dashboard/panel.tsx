import { Table2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { IconButton } from '@/ui/icon-button';
import { PlainTable, type TableData } from '@/ui/plain-table';

interface PanelProps {
  title: string;
  count?: string | null;
  /** Quiet words after the title: a unit. */
  about?: string;
  /** At the end of the heading: a link, or a quiet word. */
  end?: ReactNode;
  /** What the chart shows, as a table one can switch to. */
  table?: TableData;
  children: ReactNode;
}

/** A section of the sheet: sections meet at one-pixel lines, there is no box around them. */
export function Panel({ title, count, about, end, table, children }: PanelProps) {
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
        {about && <span className="truncate text-ink-3 max-sm:hidden">{about}</span>}
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
