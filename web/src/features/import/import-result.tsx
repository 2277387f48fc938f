import { Download } from 'lucide-react';
import { importErrorsUrl } from '@/api/imports';
import type { JobResult, JobRowError } from '@/api/jobs';
import type { KindMeta } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { fieldLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { DownloadLink } from '@/records/download-link';
import { fieldPath } from '@/records/model/field-path';
import { Button } from '@/ui/button';

interface ImportResultProps {
  kind: KindMeta;
  /** The uploaded file, for the list of its failed rows. */
  file: string | undefined;
  result: JobResult;
}

const counts = ['created', 'updated', 'skipped', 'failed'] as const;

/** What came of the rows, and which of them failed. */
export function ImportResult({ kind, file, result }: ImportResultProps) {
  const t = useT();
  const format = useFormat();
  const errors = result.errors ?? [];
  const failed = result.failed ?? 0;
  const nameOf = (error: JobRowError) => {
    const field = kind.fields.find((candidate) => fieldPath(candidate) === error.field);
    return field ? fieldLabel(kind, field) : error.column;
  };
  return (
    <>
      <dl className="mt-5 flex flex-wrap gap-x-10 gap-y-3 border-y border-line py-4">
        {counts.map((name) => (
          <div key={name}>
            <dt className="text-12 text-ink-3">{t(`import.result.${name}`)}</dt>
            <dd
              className={`mt-0.5 text-20 font-semibold tabular-nums ${name === 'failed' && failed > 0 ? 'text-danger' : ''}`}
            >
              {format.number(result[name] ?? 0)}
            </dd>
          </div>
        ))}
      </dl>
      {failed > 0 && (
        <div className="mt-5">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="font-semibold">{t('import.result.errors')}</h3>
            {file && (
              <span className="ml-auto">
                <Button asChild size="sm">
                  <DownloadLink href={importErrorsUrl(file)}>
                    <Download size={16} strokeWidth={1.75} aria-hidden="true" />
                    {t('import.result.download')}
                  </DownloadLink>
                </Button>
              </span>
            )}
          </div>
          <ul className="mt-2 border-t border-line">
            {errors.map((error) => (
              <li
                key={`${error.row}-${error.column}-${error.code}`}
                className="flex flex-wrap gap-x-3 border-b border-hairline py-2"
              >
                <span className="w-20 shrink-0 text-ink-3 tabular-nums">
                  {t('import.result.row', { row: format.number(error.row) })}
                </span>
                <span className="w-40 shrink-0 truncate font-medium max-md:w-auto">{nameOf(error)}</span>
                <span className="min-w-0 flex-1 text-ink-2">{fieldErrorText(error)}</span>
              </li>
            ))}
          </ul>
          {failed > errors.length && (
            <p className="mt-2 text-12 text-ink-3">
              {t('import.result.more', { count: failed - errors.length })}
            </p>
          )}
        </div>
      )}
    </>
  );
}
