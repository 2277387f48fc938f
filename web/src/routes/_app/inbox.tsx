import { createFileRoute } from '@tanstack/react-router';
import { InboxScreen } from '@/features/inbox/inbox-screen';
import { readInboxSearch } from '@/features/inbox/inbox-search';

export const Route = createFileRoute('/_app/inbox')({
  validateSearch: readInboxSearch,
  component: InboxScreen,
});
