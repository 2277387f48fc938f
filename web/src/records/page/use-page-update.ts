import { useCallback } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useEntity } from '../model/entities-context';
import type { Change } from '../mutations/record-writer';
import { askAboutSeries } from '../mutations/series-store';
import { useUpdateRecord, type UpdateRecord } from '../mutations/use-update-record';

type PageUpdate = (record: RecordRow, ...change: Parameters<UpdateRecord>) => ReturnType<UpdateRecord>;

/**
 * Changes a record on its page. Of a series it asks whether this one is meant or all that follow; null where
 * the person thought better of it.
 */
export function usePageUpdate(kind: KindMeta): PageUpdate {
  const update = useUpdateRecord(kind);
  const entity = useEntity(kind);
  return useCallback(
    async (record, change: Change, options) => {
      const asks = Object.keys(change.values).some((path) => entity?.ofSeries?.(record, path));
      const which = asks ? await askAboutSeries(record.title) : 'all';
      if (which === null) return null;
      return update({ ...change, ...(which === 'one' && { via: { verb: 'occurrence' } }) }, options);
    },
    [entity, update],
  );
}
