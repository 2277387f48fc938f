import { useQuery } from '@tanstack/react-query';
import { smsSettingsQuery } from '@/api/sms';
import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';
import { SettingError } from './setting-error';
import { SettingPage } from './setting-page';
import { SmsForm } from './sms-form';

/** Who carries text messages, for administrators. */
export function SmsScreen() {
  const t = useT();
  const { data, error, refetch } = useQuery(smsSettingsQuery);
  return (
    <SettingPage title={t('settings.section.sms')} lede={t('sms.lede')}>
      {data ? (
        <SmsForm settings={data} />
      ) : error ? (
        <SettingError error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="mt-7 grid gap-4" role="status">
          <span className="sr-only">{t('common.loading')}</span>
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-2/3" />
        </div>
      )}
    </SettingPage>
  );
}
