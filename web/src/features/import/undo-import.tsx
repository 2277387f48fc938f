import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { undoJob, waitForJob, type Job } from '@/api/jobs';
import { keys } from '@/api/keys';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';

/** Takes the import back, for as long as the server can. */
export function UndoImport({ kind, job }: { kind: KindMeta; job: Job }) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const [opened] = useState(() => Date.now());
  const undo = useMutation({
    mutationFn: async () => waitForJob(client, await undoJob(job.id)),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.kind(kind.plural) }),
  });
  if (!job.undo_until || Date.parse(job.undo_until) < opened) return null;
  const undone = undo.data?.status === 'succeeded';
  const failed = undo.isError || (undo.data && !undone);
  return (
    <span className="mr-auto flex items-center gap-3">
      {!undone && (
        <Button loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('import.undo')}
        </Button>
      )}
      <span role="status" className={failed ? 'text-danger' : 'text-12 text-ink-3'}>
        {undone
          ? t('import.undone')
          : failed
            ? t('error.not_saved')
            : t('import.undo_until', { when: format.dateTime(job.undo_until) })}
      </span>
    </span>
  );
}
