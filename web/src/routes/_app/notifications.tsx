import { createFileRoute } from '@tanstack/react-router';
import { readCentreSearch } from '@/features/notifications/centre-search';
import { NotificationCentre } from '@/features/notifications/notification-centre';

export const Route = createFileRoute('/_app/notifications')({
  validateSearch: readCentreSearch,
  component: NotificationCentre,
});
