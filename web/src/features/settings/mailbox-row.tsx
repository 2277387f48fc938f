import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { keys } from '@/api/keys';
import { removeMailbox, retryMailbox, type Mailbox } from '@/api/mailboxes';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { failureText } from '@/records/mutations/failure-text';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { Tag } from '@/ui/tag';

interface MailboxRowProps {
  mailbox: Mailbox;
  onEdit: () => void;
  onAside: () => void;
}

/** One mailbox: whether it is read, how far, and what went wrong. */
export function MailboxRow({ mailbox, onEdit, onAside }: MailboxRowProps) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const changed = () => client.invalidateQueries({ queryKey: keys.mailboxes });
  const retry = useMutation({
    mutationFn: () => retryMailbox(mailbox.id),
    onSuccess: () => {
      toast(t('mailbox.retrying'));
      void changed();
    },
    onError: tell,
  });
  const remove = useMutation({
    mutationFn: () => removeMailbox(mailbox.id),
    onSuccess: () => {
      toast(t('mailbox.removed'));
      void changed();
    },
    onError: tell,
  });
  const { state } = mailbox;
  const how = !mailbox.active ? 'off' : state.error ? 'error' : state.last_ok_at ? 'ok' : 'new';
  const color = { off: 'gray', error: 'red', ok: 'green', new: 'blue' }[how];
  return (
    <div className="py-3">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            <span className="truncate">{mailbox.name}</span>
            <Tag color={color}>{t(`mailbox.state.${how}`)}</Tag>
            {mailbox.personal && <Tag>{t('mailbox.mine')}</Tag>}
          </p>
          <p className="truncate text-12 text-ink-3">{mailbox.address}</p>
        </div>
        <div className="flex flex-wrap gap-1">
          {mailbox.active && (
            <Button size="sm" loading={retry.isPending} onClick={() => retry.mutate()}>
              {t('mailbox.retry')}
              <span className="sr-only"> {mailbox.name}</span>
            </Button>
          )}
          <Button size="sm" onClick={onEdit}>
            {t('settings.edit')}
            <span className="sr-only"> {mailbox.name}</span>
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
            {t('mailbox.remove')}
            <span className="sr-only"> {mailbox.name}</span>
          </Button>
        </div>
      </div>
      {state.error && <p className="mt-1 break-words text-danger">{state.error}</p>}
      <p className="mt-1 text-12 text-ink-3 tabular-nums">
        {state.last_ok_at && `${t('mailbox.last_ok', { when: format.ago(state.last_ok_at) })} · `}
        {t('mailbox.counts', { kept: state.kept_count, server: state.server_count ?? 0 })}
        {state.last_uid > 0 && ` · ${t('mailbox.cursor', { uid: state.last_uid })}`}
      </p>
      {state.aside_count > 0 && (
        <button
          type="button"
          className="mt-1 text-12 font-medium text-accent hover:underline"
          onClick={onAside}
        >
          {t('mailbox.aside', { count: state.aside_count })}
        </button>
      )}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('mailbox.remove.title', { name: mailbox.name })}
        description={t('mailbox.remove.text')}
        confirmLabel={t('mailbox.remove')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => remove.mutate()}
      />
    </div>
  );
}

const tell = (error: Error) => toast.error(failureText(error));
