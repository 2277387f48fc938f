import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { toast } from 'sonner';
import { endSession, sessionsQuery, type Session } from '@/api/sessions';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { Tag } from '@/ui/tag';
import { SettingRows } from './setting-rows';
import { SettingSection } from './setting-section';

/** Where one is signed in, to end what one does not know. */
export function SessionsSection() {
  const t = useT();
  const { data, error, refetch } = useQuery(sessionsQuery);
  return (
    <SettingSection title={t('settings.sessions')} lede={t('settings.sessions.lede')}>
      <SettingRows
        rows={data?.toSorted((a, b) => Number(b.current) - Number(a.current))}
        error={error}
        onRetry={() => void refetch()}
        empty=""
        label={t('settings.sessions')}
      >
        {(session) => <SessionRow session={session} />}
      </SettingRows>
    </SettingSection>
  );
}

function SessionRow({ session }: { session: Session }) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onSuccess: () => {
      client.setQueryData(sessionsQuery.queryKey, (all) => all?.filter(({ id }) => id !== session.id));
      toast(t('settings.sessions.ended', { device: session.device }));
    },
    onError: (error) => toast.error(failureText(error)),
  });
  const Icon = /phone|android|ios|mobile/i.test(session.device) ? Smartphone : Monitor;
  return (
    <div className="flex items-center gap-3 py-2.5">
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {session.device}
          {session.current && <Tag color="green">{t('settings.sessions.current')}</Tag>}
        </p>
        <p className="text-12 text-ink-3 tabular-nums">
          {session.address} ·{' '}
          <time dateTime={session.last_used_at} title={format.full(session.last_used_at)}>
            <span className="sr-only">{t('settings.sessions.used')} </span>
            {format.ago(session.last_used_at)}
          </time>
        </p>
      </div>
      {!session.current && (
        <Button size="sm" loading={end.isPending} onClick={() => end.mutate()}>
          {t('settings.sessions.end')}
          <span className="sr-only"> {session.device}</span>
        </Button>
      )}
    </div>
  );
}
