import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MailWarning } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { sendInvitations, type InvitedPerson, type Invitations } from '@/api/invitations';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem-error';
import type { RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Textarea } from '@/ui/textarea';
import { nameOf } from '../fields/participants';
import { FormDialog } from '../form/form-dialog';
import { failureText } from '../mutations/failure-text';

interface InviteDialogProps {
  record: RecordRow;
  invitations: Invitations;
  /** Who has to be told. */
  waiting: readonly InvitedPerson[];
  onClose: () => void;
}

const most = 2000;

/** Who is told of a meeting by mail, from which address, and what is written beside it. */
export function InviteDialog({
  record,
  invitations: { organiser, answers_arrive },
  waiting,
  onClose,
}: InviteDialogProps) {
  const t = useT();
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const again = waiting.some(({ state }) => state === 'outdated');
  const send = useMutation({
    mutationFn: () => sendInvitations(record.id, message),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.kind('tasks') });
      toast.success(t('meeting.sent', { count: waiting.length }));
      onClose();
    },
    onError: (error) => {
      const said = isProblem(error) ? error.errors.map(fieldErrorText).join(' ') : '';
      setRefusal(said || failureText(error));
    },
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(again ? 'meeting.dialog.update' : 'meeting.dialog.title', { name: record.title })}
      submitLabel={t('meeting.dialog.send')}
      busy={send.isPending}
      size="sm"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-13">
        <dt className="text-ink-2">{t('meeting.dialog.to')}</dt>
        <dd className="break-words text-ink">{waiting.map(nameOf).join(', ')}</dd>
        <dt className="text-ink-2">{t('meeting.dialog.from')}</dt>
        <dd className="break-words text-ink">{organiser.address}</dd>
      </dl>
      {!answers_arrive && (
        <p className="flex items-start gap-2 rounded-card bg-sunken px-3 py-2.5 text-13 text-ink-2">
          <MailWarning size={16} strokeWidth={1.75} aria-hidden="true" className="mt-0.5 shrink-0" />
          {t('meeting.dialog.answers_away', { address: organiser.address })}
        </p>
      )}
      <FormField label={t('meeting.dialog.message')} hint={t('meeting.dialog.message_hint')} error={refusal}>
        {(control) => (
          <Textarea
            {...control}
            className="min-h-24"
            value={message}
            maxLength={most}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is for writing, and nothing stands before it
            autoFocus
            onChange={(event) => {
              setMessage(event.target.value);
              setRefusal(undefined);
            }}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
