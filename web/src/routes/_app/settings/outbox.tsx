import { createFileRoute } from '@tanstack/react-router';
import { OutboxScreen } from '@/features/settings/outbox-screen';

export const Route = createFileRoute('/_app/settings/outbox')({ component: OutboxScreen });
