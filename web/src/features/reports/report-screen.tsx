import { useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { may } from '@/records/model/permissions';
import { findCanned } from './canned';
import { toDefinition } from './definition';
import { NoReport } from './no-report';
import { ReportPage } from './report-page';
import type { ReportSearch } from './report-search';
import { SaveButton } from './save-button';
import { useReportKind } from './saved-report';
import { SavedReportScreen } from './saved-report-screen';

interface ReportScreenProps {
  /** A report that comes with Kith by its name, or a saved one by its id. */
  report: string;
  search: ReportSearch;
  onSearch: (search: ReportSearch) => void;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function ReportScreen({ report, search, onSearch }: ReportScreenProps) {
  const t = useT();
  const kind = useReportKind();
  const me = useMe();
  const canned = findCanned(report);
  if (canned) {
    const base = { report: canned.name };
    const title = t(`reports.canned.${canned.name}`);
    return (
      <ReportPage
        title={title}
        about={t(`reports.about.${canned.name}`)}
        base={base}
        search={search}
        onSearch={onSearch}
        actions={
          kind &&
          may('create', kind, undefined, me) && (
            <SaveButton kind={kind} name={title} definition={toDefinition(base, search)} />
          )
        }
      />
    );
  }
  if (kind && uuid.test(report)) {
    return <SavedReportScreen kind={kind} id={report} search={search} onSearch={onSearch} />;
  }
  return <NoReport />;
}
