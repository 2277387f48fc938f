import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import type { ListQuery } from '@/records/model/list-params';
import { useRecordList } from '@/records/mutations/use-record-list';
import { writerOf } from '@/records/mutations/writer-of';

const PLURAL = 'deals';

/** What is still to be done about a deal, what is due first. What is ticked off stays until this is opened again. */
export function useOpenTasks(kind: KindMeta, dealId: string) {
  const client = useQueryClient();
  const query = useMemo(
    (): ListQuery => ({
      filter: {
        and: [
          { field: 'record', op: 'eq', value: `deal:${dealId}` },
          { field: 'status', op: 'not_in', value: ['completed', 'cancelled'] },
        ],
      },
      sort: 'due_at',
      q: '',
    }),
    [dealId],
  );
  const list = useRecordList(kind, query);
  /** The server derives the deal's next step from its tasks, so the card learns of it from there. */
  const refreshDeal = useCallback(async () => {
    const path = `/${PLURAL}/${dealId}`;
    writerOf(client).accept(PLURAL, await api.get<RecordRow>(path));
    await client.invalidateQueries({ queryKey: [...keys.kind(PLURAL), 'timeline', dealId] });
  }, [client, dealId]);
  return { ...list, refreshDeal };
}
