import { useQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';
import { CannedSection } from './canned-section';
import { PromisesForm } from './promises-form';
import { SatisfactionSection } from './satisfaction-section';
import { SettingError } from './setting-error';
import { SettingPage } from './setting-page';
import { useSettingRights } from './use-setting-rights';
import { workspaceQuery } from './workspace-query';

/** What is promised about tickets, and what is often answered. */
export function TicketsScreen() {
  const t = useT();
  const { update } = useSettingRights('workspace');
  const { data, error, refetch } = useQuery(workspaceQuery);
  return (
    <SettingPage title={t('settings.section.tickets')} lede={t('promise.page')}>
      <CannedSection />
      {data ? (
        <>
          <SatisfactionSection workspace={data} editable={update} />
          <PromisesForm workspace={data} editable={update} />
        </>
      ) : error ? (
        <SettingError error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="mt-7 h-40" />
      )}
    </SettingPage>
  );
}
