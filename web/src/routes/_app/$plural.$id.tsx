import { createFileRoute } from '@tanstack/react-router';
import { RecordPage } from '@/records/page/record-page';

export const Route = createFileRoute('/_app/$plural/$id')({
  component: function Record() {
    const { plural, id } = Route.useParams();
    return <RecordPage key={id} plural={plural} id={id} />;
  },
});
