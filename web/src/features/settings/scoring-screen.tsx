import { useT } from '@/i18n/t';
import { JobProgress } from './job-progress';
import { ScoringRules } from './scoring-rules';
import { ScoringThresholds } from './scoring-thresholds';
import { SettingPage } from './setting-page';
import { useSettingRights } from './use-setting-rights';

/** What makes a lead promising: the rules, and where hot and warm begin. */
export function ScoringScreen() {
  const t = useT();
  const rights = useSettingRights('scoring_rule');
  const workspace = useSettingRights('workspace');
  return (
    <SettingPage
      title={t('settings.section.scoring')}
      lede={t(rights.update ? 'score.rules.lede' : 'settings.read_only')}
    >
      {workspace.update && (
        <JobProgress
          type="rescore"
          refreshes="leads"
          running={t('score.rescoring')}
          stopped={t('score.rescore_stopped')}
        />
      )}
      <ScoringRules category="fit" rights={rights} />
      <ScoringRules category="engagement" rights={rights} />
      <ScoringThresholds editable={workspace.update} />
    </SettingPage>
  );
}
