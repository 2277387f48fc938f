import { createFileRoute } from '@tanstack/react-router';
import { readReportSearch } from '@/features/reports/report-search';
import { ReportScreen } from '@/features/reports/report-screen';

export const Route = createFileRoute('/_app/reports/$report')({
  validateSearch: readReportSearch,
  component: function Report() {
    const { report } = Route.useParams();
    const search = Route.useSearch();
    const navigate = Route.useNavigate();
    return (
      <ReportScreen
        key={report}
        report={report}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
      />
    );
  },
});
