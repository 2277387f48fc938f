import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toast } from 'sonner';
import type { KindMeta, RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { findField, labelOf } from '../model/kind-fields';
import { failureText } from './failure-text';
import { refreshTotals } from './record-cache';
import type { Change } from './record-writer';
import { undoableSoon, useUndoStack } from './undo-stack';
import { writerOf } from './writer-of';

interface UpdateOptions {
  /** The caller shows the failure itself, beside the field: no toast, and the promise rejects. */
  quiet?: boolean;
}

export type UpdateRecord = (change: Change, options?: UpdateOptions) => Promise<RecordRow | null>;

/**
 * Changes fields of a record: seen at once everywhere, put back alone when it fails, undone with Cmd+Z.
 * Answers the saved record, or null after a failure that a toast has told of.
 */
export function useUpdateRecord(kind: KindMeta): UpdateRecord {
  const client = useQueryClient();
  return useCallback((change, options) => updateRecord(client, kind, change, options), [client, kind]);
}

async function updateRecord(
  client: QueryClient,
  kind: KindMeta,
  change: Change,
  options: UpdateOptions = {},
): Promise<RecordRow | null> {
  try {
    return await undoableSoon(writeUndoable(client, kind, change, true));
  } catch (error) {
    if (options.quiet) throw error;
    toast.error(t('records.failure.not_saved', { fields: labelsOf(kind, change) }), {
      description: failureText(error),
      action: { label: t('common.retry'), onClick: () => void updateRecord(client, kind, change) },
    });
    return null;
  }
}

async function writeUndoable(
  client: QueryClient,
  kind: KindMeta,
  change: Change,
  undoable: boolean,
): Promise<RecordRow> {
  const { record, before } = await writerOf(client).write(kind, change);
  void afterwards(client, kind, change.id);
  if (undoable) {
    const back: Change = { id: change.id, ...before };
    useUndoStack.getState().push({
      label: t('records.undo.changed', { fields: labelsOf(kind, change), title: record.title }),
      undo: async () => void (await writeUndoable(client, kind, back, false)),
      redo: async () => void (await writeUndoable(client, kind, { ...change, from: {} }, false)),
    });
  }
  return record;
}

/** Totals and histories follow in their own time. */
function afterwards(client: QueryClient, kind: KindMeta, id: string): Promise<unknown> {
  return Promise.all([
    refreshTotals(client, kind.plural),
    client.invalidateQueries({ queryKey: [kind.plural, 'timeline', id] }),
  ]);
}

function labelsOf(kind: KindMeta, change: Change): string {
  return Object.keys(change.values)
    .map((path) => {
      const field = findField(kind, path);
      return field ? labelOf(kind, field) : path;
    })
    .join(', ');
}
