import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { toBody } from '../model/field-path';
import { refreshLists } from './record-cache';
import type { Values } from './record-writer';

/** Creates a record from values by path. The form shows failures, so they are not told here. */
export function useCreateRecord(kind: KindMeta) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: Values) => api.post<RecordRow>(`/${kind.plural}`, { body: toBody(values) }),
    onSuccess: (record) => {
      client.setQueryData(keys.one(kind.plural, record.id), record);
      // Nobody waits for the lists: the record itself is here.
      void refreshLists(client, kind.plural);
    },
  });
}
