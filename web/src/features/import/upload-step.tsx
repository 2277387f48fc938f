import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import type { ImportUpload } from '@/api/imports';
import { isProblem } from '@/api/problem-error';
import { OfflineError } from '@/api/offline-error';
import type { KindMeta } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT, type Translate } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';
import type { ImportSession } from './import-session';
import { RunningImport } from './running-import';
import { useUpload } from './use-upload';

interface UploadStepProps {
  kind: KindMeta;
  session: ImportSession | null;
  onUploaded: (upload: ImportUpload) => void;
}

/** Choose a file: by button, by dropping it, or by pasting it. */
export function UploadStep({ kind, session, onUploaded }: UploadStepProps) {
  const t = useT();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const upload = useUpload(kind.plural, onUploaded);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) void upload.start(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const trouble = upload.problem
    ? t(`import.file.${upload.problem}`)
    : upload.error && uploadError(upload.error, t);

  return (
    <section aria-label={t('import.step.file')}>
      {session && <RunningImport kind={kind} session={session} />}
      <h2 className="text-16 font-semibold">{t('import.file.title', { kinds: kindWord(kind) })}</h2>
      <p className="mt-1 max-w-[560px] text-ink-2">{t('import.file.lede')}</p>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        onPaste={(event) => take(event.clipboardData.files)}
        className={cn(
          'mt-5 grid min-h-56 place-content-center justify-items-center gap-2 rounded-card border border-dashed px-4 text-center',
          over ? 'border-accent bg-drop-tint' : 'border-line-strong',
        )}
      >
        {upload.file ? (
          <div className="grid w-72 max-w-full gap-2">
            <p className="truncate font-medium">{upload.file.name}</p>
            <Progress label={t('import.file.uploading')} value={upload.share} max={1} />
            <p className="text-12 text-ink-3 tabular-nums" role="status">
              {upload.share < 1
                ? t('import.file.uploaded', { share: format.percent(upload.share) })
                : t('import.file.reading')}
            </p>
            <div className="mt-1">
              <Button onClick={upload.stop}>{t('common.cancel')}</Button>
            </div>
          </div>
        ) : (
          <>
            <FileUp size={24} strokeWidth={1.5} className="mb-1 text-ink-3" aria-hidden="true" />
            <p className="font-medium max-md:hidden">{t('import.file.drop')}</p>
            <p className="text-12 text-ink-3">{t('import.file.hint')}</p>
            <Button variant="primary" className="mt-2" onClick={() => input.current?.click()}>
              {t('import.file.choose')}
            </Button>
            {trouble && (
              <p role="alert" className="mt-1 max-w-80 text-danger">
                {trouble}
              </p>
            )}
          </>
        )}
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          aria-label={t('import.file.choose')}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </div>
    </section>
  );
}

function uploadError(error: Error, t: Translate): string {
  if (error instanceof OfflineError) return t('import.file.offline');
  if (isProblem(error, 'too_large')) return t('import.file.too_large');
  if (isProblem(error, 'unsupported_media_type')) return t('import.file.spreadsheet');
  return isProblem(error) && error.status < 500 ? error.message : t('error.unexpected.title');
}
