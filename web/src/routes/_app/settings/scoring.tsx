import { createFileRoute } from '@tanstack/react-router';
import { ScoringScreen } from '@/features/settings/scoring-screen';
import { readScoringTab } from '@/features/settings/scoring-tab';

export const Route = createFileRoute('/_app/settings/scoring')({
  validateSearch: readScoringTab,
  component: function Scoring() {
    const { tab = 'rules' } = Route.useSearch();
    const navigate = Route.useNavigate();
    return (
      <ScoringScreen
        tab={tab}
        onTab={(next) => void navigate({ search: next === 'rules' ? {} : { tab: next }, replace: true })}
      />
    );
  },
});
