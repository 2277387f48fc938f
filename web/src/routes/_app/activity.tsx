import { createFileRoute } from '@tanstack/react-router';
import { ActivityScreen } from '@/features/activity/activity-screen';
import { readActivitySearch } from '@/features/activity/activity-search';

export const Route = createFileRoute('/_app/activity')({
  validateSearch: readActivitySearch,
  component: ActivityScreen,
});
