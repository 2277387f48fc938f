import { createFileRoute } from '@tanstack/react-router';
import { RolesScreen } from '@/features/settings/roles-screen';

export const Route = createFileRoute('/_app/settings/roles')({ component: RolesScreen });
