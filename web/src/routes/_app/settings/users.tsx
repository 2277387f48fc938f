import { createFileRoute } from '@tanstack/react-router';
import { UsersScreen } from '@/features/settings/users-screen';

export const Route = createFileRoute('/_app/settings/users')({ component: UsersScreen });
