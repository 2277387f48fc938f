import { createFileRoute } from '@tanstack/react-router';
import { TicketsScreen } from '@/features/settings/tickets-screen';

export const Route = createFileRoute('/_app/settings/tickets')({ component: TicketsScreen });
