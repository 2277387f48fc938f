import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { OfflineError } from '@/api/offline-error';
import type { KindMeta, RecordRow, TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { waitingRoom } from '../mutations/waiting-room';
import { insertEntry, refreshTimeline, removeEntry, type TimelineOf } from '../timeline/timeline-cache';

interface Answer {
  body: string;
  /** Made once per text, so that a second try after a lost answer does not write it twice. */
  key: string;
}

/** Answers a note. It stands in the thread at once; without a network it waits as every note does. */
export function useSendAnswer(
  note: RecordRow,
  about: KindMeta,
  of: TimelineOf,
  onFailed: (body: string) => void,
) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const content = (body: string) => ({
    body,
    record: { kind: about.key, id: of.id },
    parent_id: note.id,
  });
  const entryOf = (record: RecordRow): TimelineRecordEntry => ({
    id: record.id,
    type: 'note',
    at: record.created_at,
    actor: { id: me.id, title: me.name },
    record,
  });
  const pending = ({ body, key }: Answer): TimelineRecordEntry => {
    const now = new Date().toISOString();
    return entryOf({
      ...content(body),
      id: key,
      version: 0,
      title: body,
      created_at: now,
      updated_at: now,
      created_by: me.id,
    });
  };
  return useMutation({
    mutationFn: async (answer: Answer) => {
      const body = content(answer.body);
      try {
        return await api.post<RecordRow>('/notes', { body, idempotencyKey: answer.key });
      } catch (error) {
        const room = waitingRoom();
        if (!(error instanceof OfflineError) || !room) throw error;
        const entry = pending(answer);
        const shown = { plural: of.plural, id: of.id };
        const title = entry.record.title;
        await room.add({ id: answer.key, type: 'entry', title, plural: 'notes', body, of: shown, entry });
        return null;
      }
    },
    onMutate: (answer) => insertEntry(client, of, pending(answer)),
    onSuccess: async (created, { key }) => {
      if (!created) {
        announce(t('waiting.kept'));
        return;
      }
      announce(t('note.answered'));
      removeEntry(client, of, key);
      insertEntry(client, of, entryOf(created));
      await Promise.all([
        refreshTimeline(client, of),
        client.invalidateQueries({ queryKey: keys.lists('notes') }),
      ]);
    },
    onError: (_error, { body, key }) => {
      removeEntry(client, of, key);
      onFailed(body);
      toast.error(t('timeline.not_saved.note'), { description: t('timeline.draft_kept') });
    },
  });
}
