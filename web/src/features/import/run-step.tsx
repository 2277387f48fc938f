import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { Job } from '@/api/jobs';
import { keys } from '@/api/keys';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { ImportResult } from './import-result';
import { JobView } from './job-view';
import { UndoImport } from './undo-import';

interface RunStepProps {
  kind: KindMeta;
  file: string | undefined;
  job: string;
  onFinished: () => void;
}

/** The import itself. It goes on when one leaves the page. */
export function RunStep({ kind, file, job, onFinished }: RunStepProps) {
  const t = useT();
  return (
    <JobView id={job} title={t('import.run.running', { kinds: kindWord(kind) })} note={t('import.run.note')}>
      {(finished) => (
        <Finished key={finished.id} kind={kind} file={file} job={finished} onFinished={onFinished} />
      )}
    </JobView>
  );
}

interface FinishedProps extends Omit<RunStepProps, 'job'> {
  job: Job;
}

function Finished({ kind, file, job, onFinished }: FinishedProps) {
  const t = useT();
  const client = useQueryClient();
  const settle = useEffectEvent(() => {
    void client.invalidateQueries({ queryKey: keys.kind(kind.plural) });
    onFinished();
  });
  // Once per job: the lists are old now, and the file needs no keeping.
  useEffect(() => settle(), []);
  const ended = job.status === 'queued' || job.status === 'running' ? 'succeeded' : job.status;
  return (
    <section aria-label={t('import.step.run')}>
      <h2 className="text-16 font-semibold">{t(`import.run.${ended}`)}</h2>
      <p role="status" className="mt-1 text-ink-2">
        {job.status === 'failed' ? (job.error ?? t('error.unexpected.title')) : t(`import.run.${ended}_note`)}
      </p>
      {job.result && <ImportResult kind={kind} file={file} result={job.result} />}
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <UndoImport kind={kind} job={job} />
        <Button asChild>
          <Link to="/$plural/import" params={{ plural: kind.plural }}>
            {t('import.run.another')}
          </Link>
        </Button>
        <Button asChild variant="primary">
          <Link to="/$plural" params={{ plural: kind.plural }} search={{ sort: '-created_at' }}>
            {t('import.run.show', { kinds: kindWord(kind) })}
          </Link>
        </Button>
      </div>
    </section>
  );
}
