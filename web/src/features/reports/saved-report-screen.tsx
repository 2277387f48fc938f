import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/bootstrap';
import { isProblem } from '@/api/problem-error';
import type { KindMeta } from '@/api/types';
import { may } from '@/records/model/permissions';
import { PanelError } from '@/records/page/panel-error';
import { isChanged, toDefinition } from './definition';
import { NoReport } from './no-report';
import { ReportPage } from './report-page';
import type { ReportSearch } from './report-search';
import { ReportSkeleton } from './report-skeleton';
import { SaveChanges } from './save-changes';
import { SavedMenu } from './saved-menu';
import { readSaved, savedReportQuery } from './saved-report';
import { StarButton } from './star-button';

interface SavedReportScreenProps {
  kind: KindMeta;
  id: string;
  search: ReportSearch;
  onSearch: (search: ReportSearch) => void;
}

/** A report that somebody has kept. The address may ask for other days or people; saving makes that its own. */
export function SavedReportScreen({ kind, id, search, onSearch }: SavedReportScreenProps) {
  const me = useMe();
  const { data: record, error, refetch } = useQuery(savedReportQuery(kind, id));
  if (!record) {
    if (isProblem(error) && error.status === 404) return <NoReport />;
    if (error) return <PanelError size="page" error={error} onRetry={() => void refetch()} />;
    return <ReportSkeleton />;
  }
  const report = readSaved(record);
  if (!report || record.deleted_at) return <NoReport />;
  const changed = isChanged(report.definition, search);
  return (
    <ReportPage
      title={report.name}
      about={report.description}
      base={report.definition}
      search={search}
      onSearch={onSearch}
      actions={
        <>
          {changed && may('update', kind, record, me) && (
            <SaveChanges kind={kind} id={id} definition={toDefinition(report.definition, search)} />
          )}
          <StarButton kind={kind} report={report} />
          <SavedMenu kind={kind} report={report} definition={toDefinition(report.definition, search)} />
        </>
      }
    />
  );
}
