import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { TopBar } from '@/ui/top-bar';
import { toDefinition, type Definition } from './definition';
import { DownloadLinks } from './download-links';
import { ReportCrumb } from './report-crumb';
import { ReportFilters } from './report-filters';
import type { ReportSearch } from './report-search';
import { ReportView } from './report-view';
import { resultQuery } from './result-query';

interface ReportPageProps {
  title: string;
  /** A sentence on what it is. */
  about: string;
  /** What it shows where the address asks for nothing else. */
  base: Definition;
  search: ReportSearch;
  onSearch: (search: ReportSearch) => void;
  /** What can be done with it, at the end of the head. */
  actions?: ReactNode;
}

/** A report with its filters. Everything that is chosen stands in the address. */
export function ReportPage({ title, about, base, search, onSearch, actions }: ReportPageProps) {
  const definition = toDefinition(base, search);
  const { data } = useQuery({ ...resultQuery(definition), enabled: false });
  const change = (part: ReportSearch) => onSearch({ ...search, ...part });
  return (
    <>
      <TopBar
        icon={<ChartNoAxesColumn size={16} strokeWidth={1.75} />}
        title={title}
        crumb={<ReportCrumb title={title} />}
      >
        {actions}
      </TopBar>
      <div className="flex shrink-0 flex-wrap items-center gap-1.5 px-4 py-2 max-md:px-3 print:hidden">
        <ReportFilters base={base} definition={definition} range={data?.range ?? null} onChange={change} />
        <div className="ml-auto flex items-center gap-0.5">
          <DownloadLinks definition={definition} />
        </div>
      </div>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line">
        {about && <p className="px-6 pt-4 text-ink-2 max-md:px-4">{about}</p>}
        <ReportView
          title={title}
          definition={definition}
          search={search}
          onChange={change}
          onReset={() => onSearch({})}
        />
      </div>
    </>
  );
}
