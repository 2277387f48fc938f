import { createFileRoute } from '@tanstack/react-router';
import { PipelinesScreen } from '@/features/settings/pipelines-screen';

export const Route = createFileRoute('/_app/settings/pipelines')({ component: PipelinesScreen });
