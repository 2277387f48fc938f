import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { spanText } from '@/i18n/span-words';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { SegmentedControl } from '@/ui/segmented-control';
import { Select } from '@/ui/select';
import type { Definition } from './definition';
import { ReportChart } from './report-chart';
import type { ReportSearch } from './report-search';
import { ReportTable } from './report-table';
import type { Result } from './result-query';
import { useWords } from './use-words';

interface ReportSheetProps {
  title: string;
  definition: Definition;
  result: Result;
  /** The figures are those asked for before. */
  stale: boolean;
  search: ReportSearch;
  onChange: (change: ReportSearch) => void;
}

/** The picture above, the table below; the table can stand alone. */
export function ReportSheet({ title, definition, result, stale, search, onChange }: ReportSheetProps) {
  const t = useT();
  const format = useFormat();
  const words = useWords(definition, result);
  const chosen = result.columns.findIndex(({ key }) => key === (search.draw ?? result.drawn));
  const column = Math.max(0, chosen);
  const drawable = result.chart !== 'table' && result.groupings.length > 0;
  const draws = drawable && search.as !== 'table';

  return (
    <div
      aria-busy={stale}
      className={cn(
        'grid grid-cols-[minmax(0,1fr)] content-start gap-5 py-4 transition-opacity duration-160',
        stale && 'opacity-60',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-6 max-md:px-4">
        <p className="text-ink-2 tabular-nums">
          {result.range ? spanText(result.range, format.locale) : t('reports.as_of_now')}
          <span className="text-ink-3"> · {t('reports.made_at', { time: format.time(result.made_at) })}</span>
        </p>
        {drawable && (
          <div className="ml-auto flex flex-wrap items-center gap-2 print:hidden">
            {draws && result.columns.length > 1 && (
              <div className="w-44">
                <Select
                  size="sm"
                  aria-label={t('reports.draw')}
                  value={result.columns[column]?.key}
                  options={result.columns.map(({ key }, index) => ({
                    value: key,
                    label: words.column(index),
                  }))}
                  onValueChange={(key) => onChange({ draw: key === result.drawn ? undefined : key })}
                />
              </div>
            )}
            <SegmentedControl
              label={t('reports.show_as')}
              value={draws ? 'chart' : 'table'}
              iconsOnly
              segments={[
                {
                  value: 'chart',
                  label: t('reports.as_chart'),
                  icon: <ChartNoAxesColumn size={16} strokeWidth={1.75} />,
                },
                {
                  value: 'table',
                  label: t('reports.as_table'),
                  icon: <Table2 size={16} strokeWidth={1.75} />,
                },
              ]}
              onValueChange={(as) => onChange({ as: as === 'table' ? 'table' : undefined })}
            />
          </div>
        )}
      </div>
      {draws && (
        <section aria-label={t('reports.as_chart')} className="px-6 pb-2 max-md:px-4">
          <ReportChart result={result} chart={result.chart} column={column} words={words} />
        </section>
      )}
      <section aria-label={t('reports.as_table')} className="border-t border-line px-3 max-md:px-1">
        <ReportTable
          label={title}
          result={result}
          words={words}
          sort={search.sort}
          onSort={(sort) => onChange({ sort })}
        />
      </section>
    </div>
  );
}
