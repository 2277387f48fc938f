import { createFileRoute } from '@tanstack/react-router';
import { ImportScreen } from '@/features/import/import-screen';

export const Route = createFileRoute('/_app/$plural/import')({
  component: function Import() {
    const { plural } = Route.useParams();
    return <ImportScreen key={plural} plural={plural} />;
  },
});
