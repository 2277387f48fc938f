import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import { splitTicket } from '@/api/tickets';
import type { RecordRow } from '@/api/types';
import { numberOf, refreshTickets } from '@/entities/ticket/refresh-tickets';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { failureText } from '@/records/mutations/failure-text';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { RadioGroup } from '@/ui/radio-group';

interface SplitDialogProps {
  ticket: RecordRow;
  message: RecordRow;
  onClose: () => void;
}

/** What the ticket that a message becomes is about, and what goes along. */
export function SplitDialog({ ticket, message, onClose }: SplitDialogProps) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [subject, setSubject] = useState(ticket.title);
  const [much, setMuch] = useState<'one' | 'all'>('one');
  const [complaint, setComplaint] = useState<{ field: string; text: string } | null>(null);
  const split = useMutation({
    mutationFn: () =>
      splitTicket(ticket.id, { message_id: message.id, following: much === 'all', subject: subject.trim() }),
    onSuccess: async (row) => {
      onClose();
      toast.success(t('merge.was_split', { number: numberOf(row) }));
      void navigate({ to: '/inbox', search: { ticket: row.id } });
      await refreshTickets(client);
    },
    onError: (error) => {
      const first = isProblem(error) ? error.errors[0] : undefined;
      setComplaint({
        field: first?.field ?? '',
        text: first ? fieldErrorText(first) : failureText(error),
      });
    },
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('merge.split')}
      description={t('merge.split_lede', { number: numberOf(ticket) })}
      submitLabel={t('merge.split_submit')}
      busy={split.isPending}
      onSubmit={(event) => {
        event.preventDefault();
        if (subject.trim() === '') setComplaint({ field: 'subject', text: t('field_error.required') });
        else split.mutate();
      }}
    >
      <FormField
        label={t('merge.subject')}
        required
        error={complaint?.field === 'subject' ? complaint.text : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={subject}
            maxLength={250}
            onChange={(event) => setSubject(event.target.value)}
          />
        )}
      </FormField>
      <RadioGroup
        label={t('merge.split_what')}
        value={much}
        options={[
          { value: 'one', label: t('merge.split_one') },
          { value: 'all', label: t('merge.split_all') },
        ]}
        onValueChange={setMuch}
      />
      {complaint && complaint.field !== 'subject' && (
        <p role="alert" className="text-13 text-danger">
          {complaint.text}
        </p>
      )}
    </FormDialog>
  );
}
