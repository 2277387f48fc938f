import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { may } from '@/records/model/permissions';
import { TopBar } from '@/ui/top-bar';
import { BuilderForm } from './builder-form';
import { buildableKinds, startOf } from './builder-start';
import { toDefinition } from './definition';
import { DownloadLinks } from './download-links';
import { NoReport } from './no-report';
import { ReportCrumb } from './report-crumb';
import { ReportFilters } from './report-filters';
import type { ReportSearch } from './report-search';
import { ReportView } from './report-view';
import { resultQuery } from './result-query';
import { SaveButton } from './save-button';
import { SaveChanges } from './save-changes';
import { useReportKind } from './saved-report';

interface BuilderScreenProps {
  search: ReportSearch;
  onSearch: (search: ReportSearch, options?: { replace: boolean }) => void;
}

/** A report of one's own: what is counted on the left, what it looks like on the right, at once. */
export function BuilderScreen({ search, onSearch }: BuilderScreenProps) {
  const t = useT();
  const me = useMe();
  const { kinds } = useBootstrap();
  const reportKind = useReportKind();
  const offered = buildableKinds(kinds);
  const kind =
    offered.find(({ plural }) => plural === search.kind) ??
    offered.find(({ key }) => key === 'deal') ??
    offered[0];
  const base = { report: 'custom' };
  const definition = toDefinition(base, { ...(kind && startOf(kind)), ...search });
  const { data } = useQuery({ ...resultQuery(definition), enabled: false });
  if (!kind) return <NoReport />;

  const title = t(search.edit ? 'reports.edit' : 'reports.new');
  const change = (part: ReportSearch) => onSearch({ ...search, ...part }, { replace: true });
  return (
    <>
      <TopBar
        icon={<ChartNoAxesColumn size={16} strokeWidth={1.75} />}
        title={title}
        crumb={<ReportCrumb title={title} />}
      >
        {reportKind && search.edit && (
          <SaveChanges kind={reportKind} id={search.edit} definition={definition} />
        )}
        {reportKind && !search.edit && may('create', reportKind, undefined, me) && (
          <SaveButton kind={reportKind} name="" definition={definition} />
        )}
      </TopBar>
      <div className="grid min-h-0 flex-1 lg:grid-cols-[320px_minmax(0,1fr)] lg:grid-rows-[minmax(0,1fr)] max-lg:auto-rows-max max-lg:grid-cols-[minmax(0,1fr)] max-lg:overflow-y-auto">
        <div className="border-line px-4 py-4 print:hidden max-lg:border-b lg:overflow-y-auto lg:border-r">
          <BuilderForm
            kinds={offered}
            kind={kind}
            definition={definition}
            onKind={(next) =>
              // Measures, groups and conditions are of the other records.
              onSearch({ ...(search.edit && { edit: search.edit }), ...startOf(next) }, { replace: true })
            }
            onChange={change}
          />
        </div>
        <div className="flex min-w-0 flex-col lg:overflow-y-auto">
          <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-2 max-md:px-3 print:hidden">
            <ReportFilters
              base={base}
              definition={definition}
              range={data?.range ?? null}
              onChange={change}
            />
            <div className="ml-auto flex items-center gap-0.5">
              <DownloadLinks definition={definition} />
            </div>
          </div>
          <ReportView
            title={title}
            definition={definition}
            search={search}
            onChange={change}
            onReset={() => onSearch({ ...(search.edit && { edit: search.edit }) }, { replace: true })}
          />
        </div>
      </div>
    </>
  );
}
