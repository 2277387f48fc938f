import { useMutation } from '@tanstack/react-query';
import { startImport } from '@/api/imports';
import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import type { ImportSession } from './import-session';

/** Starts the trial run or the import itself; the answer is its job. */
export function useStartImport(session: ImportSession | null) {
  const t = useT();
  const mutation = useMutation({
    mutationFn: async (dryRun: boolean) => {
      if (!session) throw new Error('There is no file to import.');
      return startImport(session.upload.id, {
        mapping: { ...session.mapping },
        duplicates: session.duplicates,
        match_on: session.duplicates === 'create' ? null : session.matchOn,
        dry_run: dryRun,
      });
    },
  });
  return { ...mutation, trouble: mutation.error && troubleOf(mutation.error) };

  function troubleOf(error: Error): string {
    if (error instanceof OfflineError) return t('error.offline.title');
    if (isProblem(error, 'not_found')) return t('import.gone');
    return isProblem(error) && error.status < 500 ? error.message : t('error.unexpected.title');
  }
}
