import { createFileRoute } from '@tanstack/react-router';
import { dealBoard } from '@/features/board/deal-board-layout';
import { readListSearch } from '@/records/model/query-state';
import { RecordListScreen } from '@/records/table/record-list-screen';

const boards = { deal: dealBoard };

export const Route = createFileRoute('/_app/$plural/')({
  validateSearch: readListSearch,
  component: function RecordList() {
    const { plural } = Route.useParams();
    // A list of another kind is another screen: nothing ticked or typed may go along.
    return <RecordListScreen key={plural} plural={plural} boards={boards} />;
  },
});
