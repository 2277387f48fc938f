import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MessageSquareOff } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import { writeSms } from '@/api/sms';
import type { KindMeta, RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { failureText } from '@/records/mutations/failure-text';
import { refreshTimeline } from '@/records/timeline/timeline-cache';
import { FormField } from '@/ui/form-field';
import { Textarea } from '@/ui/textarea';
import { segments } from './segments';

interface SmsDialogProps {
  kind: KindMeta;
  record: RecordRow;
  onClose: () => void;
}

const most = 1600;

/** A text message to a contact or a lead. Without consent it says so, and where to note it. */
export function SmsDialog({ kind, record, onClose }: SmsDialogProps) {
  const t = useT();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string>();
  // Made once per dialog, so that a second try after a lost answer sends nothing twice.
  const [key] = useState(() => crypto.randomUUID());
  const consent = record[kind.key === 'lead' ? 'consent' : 'sms_consent'];
  const phone = typeof record['phone'] === 'string' ? record['phone'] : '';
  const send = useMutation({
    mutationFn: () => writeSms(kind.plural, record.id, text, key),
    onSuccess: () => {
      void refreshTimeline(client, { plural: kind.plural, id: record.id });
      toast.success(t('sms.sent'));
      onClose();
    },
    onError: (error) => {
      const said = isProblem(error) ? error.errors.map(fieldErrorText).join(' ') : '';
      setRefusal(said || failureText(error));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') setRefusal(t('field_error.required'));
    else if (consent === 'given') send.mutate();
  };
  const count = segments(text);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('sms.to', { name: record.title })}
      description={phone}
      submitLabel={t('sms.send')}
      busy={send.isPending}
      disabled={consent !== 'given'}
      size="sm"
      onSubmit={submit}
    >
      {consent !== 'given' && (
        <p className="flex items-start gap-2 rounded-card bg-sunken px-3 py-2.5 text-13 text-ink-2">
          <MessageSquareOff size={16} strokeWidth={1.75} aria-hidden="true" className="mt-0.5 shrink-0" />
          {t(consent === 'withdrawn' ? 'sms.withdrawn' : 'sms.no_consent', { name: record.title })}
        </p>
      )}
      <FormField
        label={t('sms.text')}
        error={refusal}
        labelEnd={
          <span className={text.length > most ? 'text-12 text-danger' : 'text-12 text-ink-3'}>
            {t('sms.letters', { count: text.length })}
            {count > 1 && ` · ${t('sms.parts', { count })}`}
          </span>
        }
      >
        {(control) => (
          <Textarea
            {...control}
            className="min-h-28"
            value={text}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is for writing, and nothing stands before it
            autoFocus
            onChange={(event) => {
              setText(event.target.value);
              setRefusal(undefined);
            }}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
