import { createFileRoute } from '@tanstack/react-router';
import { readImportSearch } from '@/features/import/import-address';
import { ImportScreen } from '@/features/import/import-screen';

export const Route = createFileRoute('/_app/$plural/import')({
  validateSearch: readImportSearch,
  component: function Import() {
    const { plural } = Route.useParams();
    return <ImportScreen key={plural} plural={plural} />;
  },
});
