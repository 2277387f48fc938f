import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { refreshTimeline, removeEntry, type TimelineOf } from './timeline-cache';

/** Takes an entry off the timeline, with a way back. */
export function useRemoveEntry(plural: string, of: TimelineOf) {
  const t = useT();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([refreshTimeline(client, of), client.invalidateQueries({ queryKey: keys.lists(plural) })]);
  const restore = useMutation({
    mutationFn: (id: string) => api.post(`/${plural}/${id}/restore`),
    onSuccess: refresh,
    onError: () => toast.error(t('error.not_saved')),
  });
  return useMutation({
    mutationFn: (entry: TimelineRecordEntry) => api.delete(`/${plural}/${entry.record.id}`),
    onMutate: (entry) => removeEntry(client, of, entry.id),
    onSuccess: async (_answer, entry) => {
      toast(t(`timeline.deleted.${entry.type}`), {
        action: { label: t('page.undo'), onClick: () => restore.mutate(entry.record.id) },
      });
      await refresh();
    },
    onError: async () => {
      toast.error(t('error.not_saved'));
      await refresh();
    },
  });
}
