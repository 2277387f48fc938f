import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { OfflineError } from '@/api/offline-error';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { waitingRoom } from '../mutations/waiting-room';
import { patchEntryRecord, refreshTimeline, type TimelineOf } from './timeline-cache';

interface Change {
  record: RecordRow;
  values: Record<string, unknown>;
}

/** Changes a note, a task or an interaction where the timeline shows it: at once, and back if it is refused. */
export function useChangeEntry(plural: string, of: TimelineOf) {
  const t = useT();
  const client = useQueryClient();
  const put = (id: string, next: RecordRow | ((record: RecordRow) => RecordRow)) =>
    patchEntryRecord(client, of, id, (record) =>
      typeof next === 'function' ? next(record) : { ...record, ...next },
    );
  return useMutation({
    mutationFn: async ({ record, values }: Change) => {
      const { id, title, version } = record;
      try {
        return await api.patch<RecordRow>(`/${plural}/${id}`, { body: values, ifMatch: version });
      } catch (error) {
        const room = waitingRoom();
        if (!(error instanceof OfflineError) || !room) throw error;
        const before = Object.fromEntries(Object.keys(values).map((key) => [key, record[key] ?? null]));
        const change = { id, values };
        const shown = { plural: of.plural, id: of.id };
        const item = {
          type: 'change',
          plural,
          title,
          change,
          before,
          titles: {},
          version,
          of: shown,
        } as const;
        await room.add({ ...item, id: crypto.randomUUID() });
        return null;
      }
    },
    onMutate: ({ record, values }) => put(record.id, (current) => ({ ...current, ...values })),
    onSuccess: async (saved) => {
      if (!saved) return;
      put(saved.id, saved);
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.lists(plural) }),
        client.invalidateQueries({ queryKey: keys.one(plural, saved.id) }),
        refreshTimeline(client, of),
      ]);
    },
    onError: (_error, { record }) => {
      put(record.id, () => record);
      toast.error(t('error.not_saved'));
      void refreshTimeline(client, of);
    },
  });
}
