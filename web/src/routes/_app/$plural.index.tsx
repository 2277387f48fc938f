import { createFileRoute } from '@tanstack/react-router';
import { dealBoard } from '@/features/board/deal-board-layout';
import { dealCalendar } from '@/features/calendar/deal-calendar-layout';
import { dealForecast } from '@/features/forecast/deal-forecast-layout';
import { readListSearch } from '@/records/model/query-state';
import { RecordListScreen } from '@/records/table/record-list-screen';

const looks = { ...dealBoard.looks, calendar: dealCalendar, forecast: dealForecast };
const boards = { deal: { ...dealBoard, looks } };

export const Route = createFileRoute('/_app/$plural/')({
  validateSearch: readListSearch,
  component: function RecordList() {
    const { plural } = Route.useParams();
    // A list of another kind is another screen: nothing ticked or typed may go along.
    return <RecordListScreen key={plural} plural={plural} boards={boards} />;
  },
});
