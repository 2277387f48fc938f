import { createFileRoute } from '@tanstack/react-router';
import { FieldsScreen } from '@/features/settings/fields-screen';

export const Route = createFileRoute('/_app/settings/fields')({ component: FieldsScreen });
