import { BellOff, BellRing } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { PushBrowserRow } from './push-browser-row';
import { SettingError } from './setting-error';
import { SettingSection } from './setting-section';
import { usePushBrowser } from './use-push-browser';

/** Whether notifications reach this device while Kith is closed, and on which others they do. */
export function PushSection() {
  const t = useT();
  const { state, browsers, start, stop, test } = usePushBrowser();
  const { data, error, refetch } = browsers;
  const known = state !== undefined && data !== undefined;
  const here = data?.data.find(({ current }) => current);
  const on = state === 'ready' && here !== undefined && Notification.permission === 'granted';
  const others = data?.data.filter((browser) => !(browser.current && on)) ?? [];
  const Icon = on ? BellRing : BellOff;
  return (
    <SettingSection title={t('notify.push')} lede={t('notify.push.lede')}>
      {!data && error && <SettingError error={error} onRetry={() => void refetch()} />}
      {!known && !error && (
        <div role="status">
          <span className="sr-only">{t('common.loading')}</span>
          <Skeleton className="h-8 w-2/3" />
        </div>
      )}
      {known && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-3">
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
          <div className="min-w-0 flex-1 basis-60" role="status">
            <p className="font-medium">
              {t(on ? 'notify.push.on' : state === 'ready' ? 'notify.push.off' : `notify.push.${state}`)}
            </p>
            {state !== 'ready' && <p className="text-12 text-ink-3">{t(`notify.push.${state}_hint`)}</p>}
            {on && here.trouble && (
              <p className="text-12 text-danger">{t('notify.push.trouble', { why: here.trouble })}</p>
            )}
          </div>
          {state === 'ready' && !on && (
            <Button variant="primary" loading={start.isPending} onClick={() => start.mutate(data.key)}>
              {t('notify.push.start')}
            </Button>
          )}
          {on && (
            <div className="flex flex-wrap gap-2">
              <Button loading={test.isPending} onClick={() => test.mutate(here.id)}>
                {t('notify.push.test')}
              </Button>
              <Button loading={stop.isPending} onClick={() => stop.mutate(here)}>
                {t('notify.push.stop')}
              </Button>
            </div>
          )}
        </div>
      )}
      {others.length > 0 && (
        <ul
          aria-label={t('notify.push.others')}
          className="mt-4 divide-y divide-hairline border-t border-line"
        >
          {others.map((browser) => (
            <PushBrowserRow key={browser.id} browser={browser} onStop={() => stop.mutateAsync(browser)} />
          ))}
        </ul>
      )}
    </SettingSection>
  );
}
