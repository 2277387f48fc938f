import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { choicesQuery, choose, type NotificationKind, type NotificationWays } from '@/api/notifications';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { PanelError } from '@/records/page/panel-error';
import { Skeleton } from '@/ui/skeleton';
import { NotificationRow } from './notification-row';
import { PushSection } from './push-section';
import { SettingPage } from './setting-page';

/** In which ways one is told of what. Each choice takes effect at once. */
export function NotificationsScreen() {
  const t = useT();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(choicesQuery);
  const { queryKey } = choicesQuery;
  const change = useMutation({
    mutationFn: ({ kind, ways }: { kind: NotificationKind; ways: NotificationWays }) => choose(kind, ways),
    onMutate: async ({ kind, ways }) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (all) =>
        all?.map((choice) => (choice.kind === kind ? { ...choice, ...ways } : choice)),
      );
    },
    onError: (failure) => {
      toast.error(failureText(failure));
      void refetch();
    },
    // The last answer counts: an earlier one does not know what was pressed since.
    onSuccess: (all) => {
      if (client.isMutating({ mutationKey: ['choose'] }) === 1) client.setQueryData(queryKey, all);
    },
    mutationKey: ['choose'],
    scope: { id: 'choose' },
  });
  return (
    <SettingPage title={t('settings.section.notifications')} lede={t('notify.choices.lede')}>
      <PushSection />
      {!data && error && <PanelError error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading label={t('common.loading')} />}
      {data && (
        <>
          <div className="mt-6 grid grid-cols-[minmax(0,1fr)_64px_64px_148px] items-center gap-x-4 border-b border-line pb-2 text-12 font-medium text-ink-3 max-md:hidden">
            <span>{t('notify.choices.what')}</span>
            <span className="text-center">{t('notify.choices.app')}</span>
            <span className="text-center">{t('notify.choices.push')}</span>
            <span>{t('notify.choices.mail')}</span>
          </div>
          <ul className="divide-y divide-line max-md:mt-2">
            {data.map((choice) => (
              <NotificationRow
                key={choice.kind}
                choice={choice}
                onChange={(ways) => change.mutate({ kind: choice.kind, ways })}
              />
            ))}
          </ul>
          <p className="mt-4 text-12 text-ink-3">{t('notify.choices.digest_note')}</p>
        </>
      )}
    </SettingPage>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="mt-6 grid gap-3">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} className="h-12 w-full" />
      ))}
    </div>
  );
}
