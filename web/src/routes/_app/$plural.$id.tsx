import { createFileRoute } from '@tanstack/react-router';
import { RecordPage } from '@/records/page/record-page';
import { readRecordSearch } from '@/records/page/record-search';

export const Route = createFileRoute('/_app/$plural/$id')({
  validateSearch: readRecordSearch,
  component: function Record() {
    const { plural, id } = Route.useParams();
    return <RecordPage key={id} plural={plural} id={id} />;
  },
});
