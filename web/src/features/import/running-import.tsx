import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isFinished, jobQuery } from '@/api/jobs';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import type { ImportSession } from './import-session';

interface RunningImportProps {
  kind: KindMeta;
  session: ImportSession;
}

/** Leads back to what was begun here and not ended: an import that runs, or a file with half its columns named. */
export function RunningImport({ kind, session }: RunningImportProps) {
  const t = useT();
  const format = useFormat();
  const job = useQuery({ ...jobQuery(session.job ?? ''), enabled: session.job !== null }).data;
  if (session.job !== null && (!job || isFinished(job))) return null;
  const search = session.job
    ? { file: session.upload.id, job: session.job }
    : { file: session.upload.id, step: 'columns' as const };
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line px-4 py-3">
      <p className="min-w-0 flex-1">
        <span className="font-medium">{session.upload.file_name}</span>{' '}
        <span className="text-ink-2">
          {job
            ? t('import.resume.running', { done: format.number(job.done), total: format.number(job.total) })
            : t('import.resume.begun')}
        </span>
      </p>
      <Button asChild>
        <Link to="/$plural/import" params={{ plural: kind.plural }} search={search}>
          {job ? t('import.resume.show') : t('import.resume.continue')}
        </Link>
      </Button>
    </div>
  );
}
