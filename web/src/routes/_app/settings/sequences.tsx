import { createFileRoute } from '@tanstack/react-router';
import { SequencesScreen } from '@/features/settings/sequences-screen';

export const Route = createFileRoute('/_app/settings/sequences')({ component: SequencesScreen });
