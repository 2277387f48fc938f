import { createFileRoute } from '@tanstack/react-router';
import { readDashboardSearch } from '@/features/dashboard/dashboard-search';
import { DashboardScreen } from '@/features/dashboard/dashboard-screen';

export const Route = createFileRoute('/_app/')({
  validateSearch: readDashboardSearch,
  component: DashboardScreen,
});
