import { useKind } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { engagementFields } from './scoring-rule-values';

/** What a rule about interactions looks at, in a line. */
export function EngagementWords({ rule }: { rule: RecordRow }) {
  const t = useT();
  const kind = useKind('scoring_rule');
  const chosen = engagementFields.flatMap((key) => {
    const field = kind?.fields.find((candidate) => candidate.key === key);
    const option = field?.options.find(({ value }) => value === rule[key]);
    return kind && field && option ? [optionLabel(kind, field, option)] : [];
  });
  const cap = rule['cap'];
  const days = rule['half_life_days'];
  const parts = [
    chosen.length === 0 ? t('score.rules.any_interaction') : chosen.join(', '),
    t('score.rules.each'),
    typeof cap === 'number' ? t('score.rules.at_most', { points: cap }) : null,
    typeof days === 'number' ? t('score.rules.half_after', { count: days }) : null,
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}
