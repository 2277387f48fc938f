import { createFileRoute } from '@tanstack/react-router';
import { readDaySearch } from '@/features/my-day/day-search';
import { MyDayScreen } from '@/features/my-day/my-day-screen';

export const Route = createFileRoute('/_app/my-day')({
  validateSearch: readDaySearch,
  component: MyDayScreen,
});
