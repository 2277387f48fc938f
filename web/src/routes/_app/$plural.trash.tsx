import { createFileRoute } from '@tanstack/react-router';
import { TrashScreen } from '@/features/trash/trash-screen';

export const Route = createFileRoute('/_app/$plural/trash')({
  component: function Trash() {
    const { plural } = Route.useParams();
    return <TrashScreen key={plural} plural={plural} />;
  },
});
