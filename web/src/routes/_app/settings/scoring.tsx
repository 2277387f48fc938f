import { createFileRoute } from '@tanstack/react-router';
import { ScoringScreen } from '@/features/settings/scoring-screen';

export const Route = createFileRoute('/_app/settings/scoring')({ component: ScoringScreen });
