import { createFileRoute } from '@tanstack/react-router';
import { BuilderScreen } from '@/features/reports/builder-screen';
import { readReportSearch } from '@/features/reports/report-search';

export const Route = createFileRoute('/_app/reports/new')({
  validateSearch: readReportSearch,
  component: function NewReport() {
    const search = Route.useSearch();
    const navigate = Route.useNavigate();
    return (
      <BuilderScreen
        search={search}
        onSearch={(next, options) => void navigate({ search: next, ...options })}
      />
    );
  },
});
