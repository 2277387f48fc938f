import { createFileRoute } from '@tanstack/react-router';
import { CalendarScreen } from '@/features/calendar/calendar-screen';
import { readCalendarSearch } from '@/features/calendar/screen-search';

export const Route = createFileRoute('/_app/calendar')({
  validateSearch: readCalendarSearch,
  component: CalendarScreen,
});
