import { useKind } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { ErrorState } from '@/ui/error-state';
import { KindIcon } from '@/ui/kind-icon';
import { TopBar } from '@/ui/top-bar';
import { useImportAddress } from './import-address';
import { ImportCrumb } from './import-crumb';
import { newSession, useImportSession } from './import-session';
import { ImportSteps, type StepId } from './import-steps';
import { CheckStep } from './check-step';
import { ColumnsStep } from './columns-step';
import { DuplicatesStep } from './duplicates-step';
import { RunStep } from './run-step';
import { UploadStep } from './upload-step';

/** Brings records in from a file: choose it, name its columns, say what duplicates mean, try, import. */
export function ImportScreen({ plural }: { plural: string }) {
  const t = useT();
  const kind = useKind(plural);
  if (!kind?.capabilities.includes('import') || kind.rights.create === 'none') {
    return (
      <ErrorState
        title={t('error.forbidden.title')}
        description={t('error.forbidden.text')}
        requestIdLabel={t('error.request_id')}
        copyLabel={t('common.copy')}
        copiedLabel={t('common.copied')}
      />
    );
  }
  return <ImportOf key={kind.key} kind={kind} />;
}

function ImportOf({ kind }: { kind: KindMeta }) {
  const t = useT();
  const { search, go } = useImportAddress(kind.plural);
  const [stored, setSession] = useImportSession(kind);
  const session = stored && stored.upload.id === search.file ? stored : null;
  const step = stepOf(search.job, search.check, session ? search.step : undefined);
  const title = t('import.title', { kinds: kindWord(kind) });
  return (
    <>
      <TopBar
        title={title}
        icon={<KindIcon name={kind.icon} />}
        crumb={<ImportCrumb kind={kind} title={title} />}
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-[820px] px-8 pt-5 pb-12 max-md:px-4">
          <ImportSteps current={step} />
          {step === 'file' && (
            <UploadStep
              kind={kind}
              session={stored}
              onUploaded={(upload) => {
                setSession(newSession(upload, kind));
                go({ file: upload.id, step: 'columns' });
              }}
            />
          )}
          {step === 'columns' && session && (
            <ColumnsStep kind={kind} session={session} onChange={setSession} />
          )}
          {step === 'duplicates' && session && (
            <DuplicatesStep kind={kind} session={session} onChange={setSession} />
          )}
          {step === 'check' && search.check && (
            <CheckStep
              kind={kind}
              session={session}
              file={search.file}
              job={search.check}
              onStart={setSession}
            />
          )}
          {step === 'run' && search.job && (
            <RunStep kind={kind} file={search.file} job={search.job} onFinished={() => setSession(null)} />
          )}
        </div>
      </div>
    </>
  );
}

function stepOf(
  job: string | undefined,
  check: string | undefined,
  step: 'columns' | 'duplicates' | undefined,
): StepId {
  if (job) return 'run';
  if (check) return 'check';
  return step ?? 'file';
}
