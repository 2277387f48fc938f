import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { LeadStagesSection } from './lead-stages-section';
import { NewPipelineDialog } from './new-pipeline-dialog';
import { PipelineSection } from './pipeline-section';
import { SettingError } from './setting-error';
import { SettingPage } from './setting-page';
import { settingQuery } from './setting-records';
import { Skeleton } from '@/ui/skeleton';
import { useSettingRights } from './use-setting-rights';

export function PipelinesScreen() {
  const t = useT();
  const rights = useSettingRights('pipeline');
  const workspace = useSettingRights('workspace');
  const [adding, setAdding] = useState(false);
  const pipelines = useQuery(settingQuery('pipelines', 'position'));
  const stages = useQuery(settingQuery('stages', 'position'));
  const error = pipelines.error ?? stages.error;
  const ready = pipelines.data && stages.data;
  return (
    <SettingPage
      title={t('settings.section.pipelines')}
      lede={t('settings.pipelines.lede')}
      actions={
        rights.create && (
          <Button variant="primary" onClick={() => setAdding(true)}>
            {t('settings.pipelines.new')}
          </Button>
        )
      }
    >
      {ready ? (
        pipelines.data.map((pipeline) => (
          <PipelineSection
            key={pipeline.id}
            pipeline={pipeline}
            stages={stages.data.filter((stage) => stage['pipeline_id'] === pipeline.id)}
            rights={rights}
          />
        ))
      ) : error ? (
        <SettingError
          error={error}
          onRetry={() => void Promise.all([pipelines.refetch(), stages.refetch()])}
        />
      ) : (
        <Skeleton className="mt-7 h-64" />
      )}
      <LeadStagesSection editable={workspace.update} />
      {adding && <NewPipelineDialog onClose={() => setAdding(false)} />}
    </SettingPage>
  );
}
