import { createFileRoute } from '@tanstack/react-router';
import { MailboxesScreen } from '@/features/settings/mailboxes-screen';

export const Route = createFileRoute('/_app/settings/mailboxes')({ component: MailboxesScreen });
