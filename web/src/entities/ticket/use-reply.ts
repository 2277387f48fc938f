import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem-error';
import type { RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { failureText } from '@/records/mutations/failure-text';
import { refreshLists } from '@/records/mutations/record-cache';
import { writerOf } from '@/records/mutations/writer-of';
import type { ReplyDraft } from './use-draft';

interface Sending {
  draft: ReplyDraft;
  status: 'waiting' | 'resolved' | null;
}

interface Answered {
  ticket: RecordRow;
  message: RecordRow;
}

/** Sends an answer or a comment. A second try after a lost answer does not send it twice. */
export function useReply(ticket: RecordRow, onSent: (sending: Sending) => void) {
  const t = useT();
  const client = useQueryClient();
  const attempt = useRef({ text: '', key: '' });
  return useMutation({
    mutationFn: ({ draft, status }: Sending) => {
      const body = {
        body: draft.text,
        internal: draft.internal,
        status,
        file_ids: draft.files.map(({ id }) => id),
      };
      const text = JSON.stringify(body);
      if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
      return api.post<Answered>(`/tickets/${ticket.id}/reply`, {
        body,
        idempotencyKey: attempt.current.key,
      });
    },
    onSuccess: async (answered, sending) => {
      attempt.current = { text: '', key: '' };
      onSent(sending);
      announce(t(sending.draft.internal ? 'ticket.commented' : 'ticket.sent'));
      writerOf(client).accept('tickets', answered.ticket);
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.lists('ticket_messages') }),
        refreshLists(client, 'tickets'),
      ]);
    },
    onError: (error) => {
      const first = isProblem(error) ? error.errors[0] : undefined;
      toast.error(t('ticket.not_sent'), {
        description: first ? fieldErrorText(first) : failureText(error),
      });
    },
  });
}
