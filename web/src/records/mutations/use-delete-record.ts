import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { failureText } from './failure-text';
import { dropFromLists, refreshLists, refreshTotals } from './record-cache';
import { useUndoStack, type Undoable } from './undo-stack';

/** Moves a record to the trash. No question first: the toast and Cmd+Z bring it back. Answers whether it worked. */
export function useDeleteRecord(kind: KindMeta): (record: RecordRow) => Promise<boolean> {
  const client = useQueryClient();
  return useCallback(
    async (record) => {
      try {
        await moveToTrash(client, kind, record);
      } catch (error) {
        toast.error(t('records.failure.not_deleted', { title: record.title }), {
          description: failureText(error),
        });
        return false;
      }
      const entry: Undoable = {
        label: t('records.undo.deleted', { title: record.title }),
        undo: () => restore(client, kind, record),
        redo: () => moveToTrash(client, kind, record),
      };
      useUndoStack.getState().push(entry);
      toast.success(t('records.deleted', { title: record.title }), {
        action: {
          label: t('records.undo'),
          onClick: () => {
            useUndoStack.getState().remove(entry);
            restore(client, kind, record).catch((error: unknown) =>
              toast.error(t('records.failure.not_restored', { title: record.title }), {
                description: failureText(error),
              }),
            );
          },
        },
      });
      return true;
    },
    [client, kind],
  );
}

async function moveToTrash(client: QueryClient, kind: KindMeta, record: RecordRow): Promise<void> {
  await api.delete(`/${kind.plural}/${record.id}`);
  dropFromLists(client, kind.plural, new Set([record.id]));
  await Promise.all([
    refreshTotals(client, kind.plural),
    client.invalidateQueries({ queryKey: keys.one(kind.plural, record.id) }),
  ]);
}

/** Brings a record back from the trash. */
async function restore(client: QueryClient, kind: KindMeta, record: RecordRow): Promise<void> {
  const row = await api.post<RecordRow>(`/${kind.plural}/${record.id}/restore`);
  client.setQueryData<RecordRow>(keys.one(kind.plural, record.id), (known) => ({ ...known, ...row }));
  await refreshLists(client, kind.plural);
}
