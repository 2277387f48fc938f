import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { OfflineError } from '@/api/offline-error';
import { useKind, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow, TimelineRecordEntry } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { useOffers } from '../make-task/offers';
import { waitingRoom } from '../mutations/waiting-room';
import { entryBody, type Mode } from './composer-modes';
import type { Draft } from './drafts';
import { insertEntry, refreshTimeline, removeEntry, replaceEntry } from './timeline-cache';

export interface Sending {
  draft: Draft;
  mode: Mode;
  /** Made once per text, so that a second try after a lost answer does not write it twice. */
  key: string;
}

/** Writes a note, an interaction or a task. It is on the timeline at once, and goes again if the server refuses. */
export function useSendEntry(kind: KindMeta, record: RecordRow, onFailed: (sending: Sending) => void) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const format = useFormat();
  const task = useKind('task');
  const mayPlan = task !== undefined && task.rights.create !== 'none';
  const offer = useOffers((state) => state.offer);
  const of = { plural: kind.plural, id: record.id };

  return useMutation({
    mutationFn: async ({ draft, mode, key }: Sending) => {
      const { plural } = mode.kind;
      const body = entryBody(draft, mode, kind, record);
      try {
        return await api.post<RecordRow>(`/${plural}`, { body, idempotencyKey: key });
      } catch (error) {
        const room = waitingRoom();
        if (!(error instanceof OfflineError) || !room) throw error;
        const entry = pendingEntry(draft, mode, key);
        await room.add({ id: key, type: 'entry', title: entry.record.title, plural, body, of, entry });
        return null;
      }
    },
    onMutate: ({ draft, mode, key }) => insertEntry(client, of, pendingEntry(draft, mode, key)),
    onSuccess: async (created, { mode, key }) => {
      if (!created) {
        announce(t('waiting.kept'));
        return;
      }
      announce(t(`timeline.saved.${mode.type}`));
      if (mode.type === 'note' && mayPlan) {
        const { suggestTask } = await import('../make-task/suggest-task');
        if (suggestTask(String(created['body']), format.timeZone, format.locale).due) offer(created.id);
      }
      replaceEntry(client, of, key, {
        id: created.id,
        type: mode.type,
        at: created.created_at,
        actor: { id: me.id, title: me.name },
        record: created,
      });
      await Promise.all([
        refreshTimeline(client, of),
        client.invalidateQueries({ queryKey: keys.one(kind.plural, record.id) }),
        client.invalidateQueries({ queryKey: keys.lists(mode.kind.plural) }),
      ]);
    },
    onError: (error, sending) => {
      removeEntry(client, of, sending.key);
      onFailed(sending);
      const first = isProblem(error) ? error.errors[0] : undefined;
      toast.error(t(`timeline.not_saved.${sending.mode.type}`), {
        description: first ? fieldErrorText(first) : t('timeline.draft_kept'),
      });
    },
  });

  function pendingEntry(draft: Draft, mode: Mode, key: string): TimelineRecordEntry {
    const now = new Date().toISOString();
    const body = entryBody(draft, mode, kind, record);
    const pending: RecordRow = {
      ...body,
      id: key,
      version: 0,
      title: String(body['name'] ?? body['subject'] ?? body['body']),
      created_at: now,
      updated_at: now,
      created_by: me.id,
    };
    return { id: key, type: mode.type, at: now, actor: { id: me.id, title: me.name }, record: pending };
  }
}
