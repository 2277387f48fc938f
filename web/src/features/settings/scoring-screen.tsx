import { useT } from '@/i18n/t';
import { Tabs } from '@/ui/tabs';
import { JobProgress } from './job-progress';
import { PredictionPanel } from './prediction-panel';
import { ScoringRules } from './scoring-rules';
import type { ScoringTab } from './scoring-tab';
import { ScoringThresholds } from './scoring-thresholds';
import { SettingPage } from './setting-page';
import { useSettingRights } from './use-setting-rights';

interface ScoringScreenProps {
  tab: ScoringTab;
  onTab: (tab: ScoringTab) => void;
}

/** What makes a lead promising: the rules, where hot and warm begin, and what the past teaches. */
export function ScoringScreen({ tab, onTab }: ScoringScreenProps) {
  const t = useT();
  const rights = useSettingRights('scoring_rule');
  const workspace = useSettingRights('workspace');
  return (
    <SettingPage
      title={t('settings.section.scoring')}
      lede={t(tab === 'learnt' ? 'predict.lede' : rights.update ? 'score.rules.lede' : 'settings.read_only')}
    >
      {workspace.update && (
        <JobProgress
          type="rescore"
          refreshes="leads"
          running={t('score.rescoring')}
          stopped={t('score.rescore_stopped')}
        />
      )}
      <div className="mt-4">
        <Tabs
          label={t('settings.section.scoring')}
          value={tab}
          items={[
            { value: 'rules', label: t('predict.tab_rules') },
            { value: 'learnt', label: t('predict.title') },
          ]}
          onValueChange={onTab}
        >
          {tab === 'rules' ? (
            <>
              <ScoringRules category="fit" rights={rights} />
              <ScoringRules category="engagement" rights={rights} />
              <ScoringThresholds editable={workspace.update} />
            </>
          ) : (
            <PredictionPanel editable={workspace.update} />
          )}
        </Tabs>
      </div>
    </SettingPage>
  );
}
