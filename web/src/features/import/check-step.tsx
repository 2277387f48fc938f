import type { KindMeta } from '@/api/types';
import type { Job } from '@/api/jobs';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { useImportAddress } from './import-address';
import { ImportResult } from './import-result';
import type { ImportSession } from './import-session';
import { JobView } from './job-view';
import { useStartImport } from './use-start-import';

interface CheckStepProps {
  kind: KindMeta;
  session: ImportSession | null;
  file: string | undefined;
  job: string;
  onStart: (session: ImportSession) => void;
}

/** The trial run: what would happen, before it does. */
export function CheckStep({ kind, session, file, job, onStart }: CheckStepProps) {
  const t = useT();
  const { go } = useImportAddress(kind.plural);
  const start = useStartImport(session);
  const run = () =>
    start.mutate(false, {
      onSuccess: ({ id }) => {
        if (session) onStart({ ...session, job: id });
        go({ ...(file && { file }), job: id });
      },
    });
  const back = () => go(session ? { file: session.upload.id, step: 'duplicates' } : {});
  return (
    <JobView id={job} title={t('import.check.running')} note={t('import.check.note')}>
      {(finished) => (
        <section aria-label={t('import.step.check')}>
          <h2 className="text-16 font-semibold">
            {finished.status === 'succeeded' ? t('import.check.title') : t('import.check.failed')}
          </h2>
          <p className="mt-1 text-ink-2">
            {finished.status === 'succeeded'
              ? t('import.check.lede')
              : (finished.error ?? t('import.check.stopped'))}
          </p>
          {finished.result && <ImportResult kind={kind} file={file} result={finished.result} />}
          {start.trouble && (
            <p role="alert" className="mt-4 text-danger">
              {start.trouble}
            </p>
          )}
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <Button onClick={back}>{t('common.back')}</Button>
            {finished.status === 'succeeded' && session && (
              <Button
                variant="primary"
                loading={start.isPending}
                disabled={willDo(finished) === 0}
                onClick={run}
              >
                {t('import.run.start', { count: willDo(finished), kinds: kindWord(kind) })}
              </Button>
            )}
          </div>
        </section>
      )}
    </JobView>
  );
}

function willDo({ result }: Job): number {
  return (result?.created ?? 0) + (result?.updated ?? 0);
}
