import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import type { KindMeta, RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { failureText } from '../mutations/failure-text';
import { writeViewState, type ViewState } from '../model/query-state';
import { viewsQuery } from './use-views';
import { readView, type SavedView, type Visibility } from './view-record';

export interface ViewDetails {
  name: string;
  visibility: Visibility;
  locked: boolean;
}

/** Saving, naming, ordering and deleting views. Each answers whether it worked; failures are told in a toast. */
export function useViewActions(kind: KindMeta) {
  const client = useQueryClient();
  const { queryKey } = viewsQuery(kind);

  async function attempt<Result>(action: () => Promise<Result>): Promise<Result | null> {
    try {
      const result = await action();
      await client.invalidateQueries({ queryKey });
      return result;
    } catch (error) {
      toast.error(t('records.view.failed'), { description: failureText(error) });
      return null;
    }
  }

  return {
    create: (details: ViewDetails, state: ViewState, position: number): Promise<SavedView | null> =>
      attempt(async () => {
        const body = { ...details, record_kind: kind.key, position, state: writeViewState(state) };
        return readView(await api.post<RecordRow>('/views', { body }));
      }),
    saveState: (view: SavedView, state: ViewState) =>
      attempt(() =>
        api.patch<RecordRow>(`/views/${view.id}`, {
          body: { state: writeViewState(state) },
          ifMatch: view.version,
        }),
      ),
    saveDetails: (view: SavedView, details: Partial<ViewDetails & { position: number }>) =>
      attempt(() => api.patch<RecordRow>(`/views/${view.id}`, { body: details, ifMatch: view.version })),
    remove: async (view: SavedView): Promise<boolean> => {
      const done = await attempt(async () => {
        await api.delete(`/views/${view.id}`);
        return true;
      });
      if (!done) return false;
      toast.success(t('records.view.deleted', { name: view.name }), {
        action: {
          label: t('records.undo'),
          onClick: () => void attempt(() => api.post(`/views/${view.id}/restore`)),
        },
      });
      return true;
    },
  };
}
