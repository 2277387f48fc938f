import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { keys } from '@/api/keys';
import { outgoingMailQuery, sendMailAgain, type MailAddress, type OutgoingMail } from '@/api/outbox';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { Sheet } from '@/ui/sheet';
import { Skeleton } from '@/ui/skeleton';
import { MailStateTag } from './mail-state-tag';
import { SettingError } from './setting-error';

interface OutboxMailProps {
  /** As the list knows it, until its words have come. */
  mail: OutgoingMail;
  onClose: () => void;
}

/** A mail to read, and to send again where it has not gone. */
export function OutboxMail({ mail: known, onClose }: OutboxMailProps) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(outgoingMailQuery(known.id));
  const mail = data ?? known;
  const again = useMutation({
    mutationFn: () => sendMailAgain(mail.id),
    onSuccess: (sent) => {
      client.setQueryData(outgoingMailQuery(mail.id).queryKey, sent);
      void client.invalidateQueries({ queryKey: keys.outboxes });
      toast(t('outbox.again_started'));
    },
    onError: (failure) => toast.error(failureText(failure)),
  });
  const waits = mail.state === 'queued' || mail.state === 'failed' || mail.state === 'unsure';
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={mail.subject || t('outbox.no_subject')}
      closeLabel={t('common.close')}
      width={560}
      phoneHeight="full"
      footer={
        waits && (
          <Button variant="primary" loading={again.isPending} onClick={() => again.mutate()}>
            {t('outbox.again')}
          </Button>
        )
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-2 text-12 text-ink-3">
        <MailStateTag state={mail.state} />
        {mail.state !== 'sent' && t('outbox.attempts', { count: mail.attempts })}
      </div>
      {mail.error && <p className="mb-3 text-danger">{mail.error}</p>}
      {mail.state === 'unsure' && <p className="mb-3 text-ink-2">{t('outbox.unsure_text')}</p>}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-b border-line pb-3">
        <Fact label={t('outbox.to')}>{written(mail.to)}</Fact>
        {mail.cc.length > 0 && <Fact label={t('outbox.cc')}>{written(mail.cc)}</Fact>}
        {mail.by?.title && <Fact label={t('outbox.by')}>{mail.by.title}</Fact>}
        <Fact label={t('outbox.written')}>{format.full(mail.created_at)}</Fact>
        {mail.sent_at && <Fact label={t('outbox.sent_at')}>{format.full(mail.sent_at)}</Fact>}
        {mail.next_at && mail.attempts > 0 && (
          <Fact label={t('outbox.next_at')}>{format.full(mail.next_at)}</Fact>
        )}
        {mail.attachments.length > 0 && (
          <Fact label={t('outbox.files')}>{mail.attachments.map(({ name }) => name).join(', ')}</Fact>
        )}
      </dl>
      <div className="pt-3">
        {error && !data ? (
          <SettingError error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <div className="grid gap-3" role="status">
            <span className="sr-only">{t('common.loading')}</span>
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        ) : data.secret ? (
          <p className="text-ink-2">{t('outbox.secret')}</p>
        ) : (
          <p className="break-words whitespace-pre-wrap">{data.text}</p>
        )}
      </div>
    </Sheet>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

const written = (list: readonly MailAddress[]) =>
  list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
