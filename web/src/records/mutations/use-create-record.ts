import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { toBody } from '../model/field-path';
import { refreshLists } from './record-cache';
import type { Values } from './record-writer';

interface Creation {
  values: Values;
  /** The same for every try of the same attempt, so that a lost answer does not make two records. */
  key: string;
}

/** Creates a record from values by path. The form shows failures, so they are not told here. */
export function useCreateRecord(kind: KindMeta) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ values, key }: Creation) =>
      api.post<RecordRow>(`/${kind.plural}`, { body: toBody(values), idempotencyKey: key }),
    onSuccess: (record) => {
      // Shown at once, but old already: its page asks again, with the titles of what it refers to.
      client.setQueryData(keys.one(kind.plural, record.id), record, { updatedAt: 0 });
      // Nobody waits for the lists: the record itself is here.
      void refreshLists(client, kind.plural);
    },
  });
}
