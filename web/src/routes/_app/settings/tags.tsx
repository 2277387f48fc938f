import { createFileRoute } from '@tanstack/react-router';
import { TagsScreen } from '@/features/settings/tags-screen';

export const Route = createFileRoute('/_app/settings/tags')({ component: TagsScreen });
