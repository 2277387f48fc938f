import { Table2 } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { IconButton } from '@/ui/icon-button';
import { PlainTable, type TableData } from '@/ui/plain-table';

interface ChartSectionProps {
  title: string;
  /** At the end of the heading: what the chart shows, to choose. */
  end?: ReactNode;
  /** What the chart shows, as a table one can switch to. */
  table: TableData;
  children: ReactNode;
}

/** A chart below the figures of a campaign, or the table that says the same. */
export function ChartSection({ title, end, table, children }: ChartSectionProps) {
  const t = useT();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section aria-labelledby={id} className="border-t border-line px-3.5 pt-2 pb-2.5">
      <header className="flex min-h-6 flex-wrap items-center gap-2">
        <h2 id={id} className="flex-1 text-12 text-ink-2">
          {title}
        </h2>
        {end}
        <IconButton
          size="sm"
          className="-mr-1.5"
          label={t('dashboard.as_table', { chart: title })}
          aria-pressed={asTable}
          icon={<Table2 size={16} strokeWidth={1.75} />}
          onClick={() => setAsTable(!asTable)}
        />
      </header>
      {asTable ? <PlainTable label={title} table={table} /> : children}
    </section>
  );
}
