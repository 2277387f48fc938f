import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import type { Mode } from '@/records/timeline/composer-modes';
import type { Draft } from '@/records/timeline/drafts';
import { useSendEntry } from '@/records/timeline/use-send-entry';
import { makeKnown } from '@/records/mutations/record-cache';
import { useUpdateRecord } from '@/records/mutations/use-update-record';

/** Something to write down: an interaction, or a task that is planned. */
export interface Entry {
  mode: Mode;
  draft: Draft;
}

interface Work {
  about: { kind: KindMeta; record: RecordRow };
  onDone: () => void;
}

/** Writes what happened and what comes next, then finishes the task. What went through is not sent again. */
export function useWork({ about, onDone }: Work) {
  const client = useQueryClient();
  const taskKind = useKind('task');
  const send = useSendEntry(about.kind, about.record, () => {});
  const update = useUpdateRecord(taskKind ?? about.kind);
  const [busy, setBusy] = useState(false);
  const written = useRef(new Map<string, { text: string; key: string; done: boolean }>());

  const write = async ({ mode, draft }: Entry) => {
    const text = JSON.stringify([mode.id, draft.text, draft.values]);
    const known = written.current.get(mode.type);
    if (known?.done) return;
    const attempt = known?.text === text ? known : { text, key: crypto.randomUUID(), done: false };
    written.current.set(mode.type, attempt);
    await send.mutateAsync({ mode, draft, key: attempt.key });
    attempt.done = true;
  };

  const submit = async (entries: readonly Entry[], finished: RecordRow | null) => {
    if (busy) return;
    setBusy(true);
    try {
      // One after the other: what comes next follows from what was said.
      for (const entry of entries) await write(entry);
      if (finished && taskKind) makeKnown(client, taskKind.plural, finished);
      if (finished && !(await update({ id: finished.id, values: { status: 'completed' } }))) return;
    } catch {
      // A message has told why; the words are still there.
      return;
    } finally {
      setBusy(false);
    }
    onDone();
  };
  return { busy, submit };
}
