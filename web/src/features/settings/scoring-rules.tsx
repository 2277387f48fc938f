import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { ScoringRuleDialog } from './scoring-rule-dialog';
import { ScoringRuleRow } from './scoring-rule-row';
import type { RuleCategory } from './scoring-rule-values';
import { settingQuery } from './setting-records';
import { SettingRows } from './setting-rows';
import { SettingSection } from './setting-section';

interface ScoringRulesProps {
  category: RuleCategory;
  rights: { create: boolean; update: boolean; remove: boolean };
}

/** The rules of one sort: about who the lead is, or about what passed between us. */
export function ScoringRules({ category, rights }: ScoringRulesProps) {
  const t = useT();
  const [edited, setEdited] = useState<RecordRow | 'new' | null>(null);
  const { data, error, refetch } = useQuery(settingQuery('scoring_rules', 'position'));
  const rules = data?.filter((rule) => rule['category'] === category);
  const title = t(`score.rules.${category}`);
  const last = Math.max(0, ...(data ?? []).map((rule) => Number(rule['position'] ?? 0)));
  return (
    <SettingSection
      title={title}
      lede={t(`score.rules.${category}_lede`)}
      actions={
        rights.create && (
          <Button size="sm" icon={<Plus size={16} strokeWidth={1.75} />} onClick={() => setEdited('new')}>
            {t('score.rules.new')}
            <span className="sr-only">: {title}</span>
          </Button>
        )
      }
    >
      <SettingRows
        rows={rules}
        error={error}
        onRetry={() => void refetch()}
        empty={t('score.rules.empty')}
        label={title}
      >
        {(rule) => <ScoringRuleRow rule={rule} rights={rights} onEdit={() => setEdited(rule)} />}
      </SettingRows>
      {edited && (
        <ScoringRuleDialog
          category={category}
          rule={edited === 'new' ? null : edited}
          position={last + 1}
          onClose={() => setEdited(null)}
        />
      )}
    </SettingSection>
  );
}
