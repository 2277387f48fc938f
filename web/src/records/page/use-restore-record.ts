import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '../mutations/failure-text';
import { refreshLists } from '../mutations/record-cache';

/** Brings a record back from the trash. */
export function useRestoreRecord(kind: KindMeta) {
  const t = useT();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (record: RecordRow) => api.post<RecordRow>(`/${kind.plural}/${record.id}/restore`),
    onSuccess: async (_row, record) => {
      toast.success(t('page.restored', { title: record.title }));
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.one(kind.plural, record.id) }),
        client.invalidateQueries({ queryKey: [kind.plural, 'trash'] }),
        client.invalidateQueries({ queryKey: [kind.plural, 'timeline', record.id] }),
        refreshLists(client, kind.plural),
      ]);
    },
    onError: (error, record) =>
      toast.error(t('records.failure.not_restored', { title: record.title }), {
        description: failureText(error),
      }),
  });
}
