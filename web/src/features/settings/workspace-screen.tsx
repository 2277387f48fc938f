import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';
import { SampleDataSection } from './sample-data-section';
import { SettingError } from './setting-error';
import { SettingPage } from './setting-page';
import { WorkspaceForm } from './workspace-form';
import { WorkspaceLogo } from './workspace-logo';
import { workspaceQuery } from './workspace-query';

export function WorkspaceScreen() {
  const t = useT();
  const { is_admin } = useMe();
  const { data, error, refetch } = useQuery(workspaceQuery);
  return (
    <SettingPage
      title={t('settings.section.workspace')}
      lede={t(is_admin ? 'settings.workspace.lede' : 'settings.read_only')}
    >
      {data ? (
        <>
          <WorkspaceLogo workspace={data} locked={!is_admin} />
          <WorkspaceForm workspace={data} locked={!is_admin} />
        </>
      ) : error ? (
        <SettingError error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="mt-6 grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} className="h-14" />
          ))}
        </div>
      )}
      {data && is_admin && <SampleDataSection loaded={data.sample_data} />}
    </SettingPage>
  );
}
